using System;
using Oriel.Protocol.Cbor;

namespace Oriel.Broker.Routing;

/// <summary>What the broker looks at of a request that the browser holds; the rest of it, headers and body, is stepped over.</summary>
internal readonly record struct PausedRequest(HexId Frame, string RequestId, string Url, bool IsDocument, bool HasFrame)
{
    public static PausedRequest Read(ReadOnlySpan<byte> parameters)
    {
        HexId frame = default;
        string requestId = "";
        string url = "";
        bool isDocument = false;
        bool hasFrame = false;
        CborReader reader = new(parameters);
        CborScope scope = reader.ReadStartMap();
        while (reader.TryReadKey(ref scope, out ReadOnlySpan<byte> key))
        {
            if (key.SequenceEqual("frameId"u8))
            {
                ReadOnlySpan<byte> id = reader.ReadUtf8();
                hasFrame = !id.IsEmpty;
                frame = HexId.Parse(id);
            }
            else if (key.SequenceEqual("resourceType"u8))
            {
                isDocument = reader.ReadUtf8().SequenceEqual("Document"u8);
            }
            else if (key.SequenceEqual("requestId"u8))
            {
                requestId = reader.ReadString();
            }
            else if (key.SequenceEqual("request"u8))
            {
                url = ReadUrl(ref reader);
            }
            else
            {
                reader.SkipValue();
            }
        }

        return new PausedRequest(frame, requestId, url, isDocument, hasFrame);
    }

    private static string ReadUrl(ref CborReader reader)
    {
        string url = "";
        CborScope scope = reader.ReadStartMap();
        while (reader.TryReadKey(ref scope, out ReadOnlySpan<byte> key))
        {
            if (key.SequenceEqual("url"u8))
            {
                url = reader.ReadString();
            }
            else
            {
                reader.SkipValue();
            }
        }

        return url;
    }
}
