using System;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Responses;

/// <summary><c>Network.requestWillBeSentExtraInfo</c>: the headers as they go out, cookies and credentials included. The network service tells it, in no order with what the page tells.</summary>
internal sealed record SentHeadersEvent(string RequestId, NetworkHeaders Headers) : ICdpEvent<SentHeadersEvent>
{
    public static ReadOnlySpan<byte> Method => "Network.requestWillBeSentExtraInfo"u8;

    public static SentHeadersEvent Read(ref CborReader reader)
    {
        string requestId = "";
        NetworkHeaders? headers = null;
        CborScope scope = reader.ReadStartMap();
        while (reader.TryReadKey(ref scope, out ReadOnlySpan<byte> key))
        {
            if (key.SequenceEqual("requestId"u8))
            {
                requestId = reader.ReadString();
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

        return new SentHeadersEvent(requestId, headers ?? new NetworkHeaders([]));
    }
}
