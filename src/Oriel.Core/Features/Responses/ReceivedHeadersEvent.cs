using System;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Responses;

/// <summary><c>Network.responseReceivedExtraInfo</c>: status and headers as they came in, before the cache had its say.</summary>
/// <param name="RequestId">Whose response.</param>
/// <param name="Status">304 where the cache was good, though the page gets 200.</param>
/// <param name="Headers">With those a page must not see, such as Set-Cookie.</param>
/// <param name="Text">The head as text, if the protocol was HTTP/1.</param>
internal sealed record ReceivedHeadersEvent(string RequestId, int Status, NetworkHeaders Headers, string? Text) : ICdpEvent<ReceivedHeadersEvent>
{
    public static ReadOnlySpan<byte> Method => "Network.responseReceivedExtraInfo"u8;

    /// <summary>The words behind the status in the first line.</summary>
    internal string? Reason
    {
        get
        {
            string[]? statusLine = Text?.Split('\n', 2)[0].TrimEnd('\r').Split(' ', 3);
            return statusLine?.Length == 3 ? statusLine[2] : null;
        }
    }

    public static ReceivedHeadersEvent Read(ref CborReader reader)
    {
        string requestId = "";
        int status = 0;
        NetworkHeaders? headers = null;
        string? text = null;
        CborScope scope = reader.ReadStartMap();
        while (reader.TryReadKey(ref scope, out ReadOnlySpan<byte> key))
        {
            if (key.SequenceEqual("requestId"u8))
            {
                requestId = reader.ReadString();
            }
            else if (key.SequenceEqual("statusCode"u8))
            {
                status = reader.ReadInt32();
            }
            else if (key.SequenceEqual("headers"u8))
            {
                headers = NetworkHeaders.Read(ref reader);
            }
            else if (key.SequenceEqual("headersText"u8))
            {
                text = reader.ReadString();
            }
            else
            {
                reader.SkipValue();
            }
        }

        return new ReceivedHeadersEvent(requestId, status, headers ?? new NetworkHeaders([]), text);
    }
}
