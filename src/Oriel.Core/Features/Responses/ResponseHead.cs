using System;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Responses;

/// <summary>What a page gets to see of a response before its body. The protocol tells much more, of which nothing is read.</summary>
internal sealed record ResponseHead(int Status, string StatusText, NetworkHeaders Headers)
{
    internal static ResponseHead Read(ref CborReader reader)
    {
        int status = 0;
        string statusText = "";
        NetworkHeaders? headers = null;
        CborScope scope = reader.ReadStartMap();
        while (reader.TryReadKey(ref scope, out ReadOnlySpan<byte> key))
        {
            if (key.SequenceEqual("status"u8))
            {
                status = reader.ReadInt32();
            }
            else if (key.SequenceEqual("statusText"u8))
            {
                statusText = reader.ReadString();
            }
            else if (key.SequenceEqual("headers"u8))
            {
                headers = NetworkHeaders.Read(ref reader);
            }
            else
            {
                reader.SkipValue();
            }
        }

        return new ResponseHead(status, statusText, headers ?? new NetworkHeaders([]));
    }
}
