using System;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Navigation;

/// <summary><c>Network.responseReceived</c>, of documents only; see <see cref="DocumentRequestEvent"/>.</summary>
internal sealed record DocumentResponseEvent(string RequestId, string Url, int Status) : ICdpEvent<DocumentResponseEvent>
{
    public static ReadOnlySpan<byte> Method => "Network.responseReceived"u8;

    public static DocumentResponseEvent? Read(ref CborReader reader)
    {
        string requestId = "";
        bool isDocument = false;
        ReadOnlySpan<byte> response = default;
        CborScope scope = reader.ReadStartMap();
        while (reader.TryReadKey(ref scope, out ReadOnlySpan<byte> key))
        {
            if (key.SequenceEqual("requestId"u8))
            {
                requestId = reader.ReadString();
            }
            else if (key.SequenceEqual("type"u8))
            {
                isDocument = reader.ReadUtf8().SequenceEqual("Document"u8);
            }
            else if (key.SequenceEqual("response"u8))
            {
                response = reader.ReadEncoded();
            }
            else
            {
                reader.SkipValue();
            }
        }

        return isDocument ? ReadResponse(requestId, new CborReader(response)) : null;
    }

    private static DocumentResponseEvent ReadResponse(string requestId, CborReader reader)
    {
        string url = "";
        int status = 0;
        CborScope scope = reader.ReadStartMap();
        while (reader.TryReadKey(ref scope, out ReadOnlySpan<byte> key))
        {
            if (key.SequenceEqual("url"u8))
            {
                url = reader.ReadString();
            }
            else if (key.SequenceEqual("status"u8))
            {
                status = reader.ReadInt32();
            }
            else
            {
                reader.SkipValue();
            }
        }

        return new DocumentResponseEvent(requestId, url, status);
    }
}
