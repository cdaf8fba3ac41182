using System;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Responses;

/// <summary><c>Network.responseReceived</c>.</summary>
/// <param name="RequestId">Whose response.</param>
/// <param name="Response">As the page gets it.</param>
/// <param name="HasHeaders">Whether its headers are told apart as well, as they were on the wire.</param>
internal sealed record ReceivedResponseEvent(string RequestId, ResponseHead Response, bool HasHeaders) : ICdpEvent<ReceivedResponseEvent>
{
    public static ReadOnlySpan<byte> Method => "Network.responseReceived"u8;

    public static ReceivedResponseEvent Read(ref CborReader reader)
    {
        string requestId = "";
        ResponseHead? response = null;
        bool hasHeaders = false;
        CborScope scope = reader.ReadStartMap();
        while (reader.TryReadKey(ref scope, out ReadOnlySpan<byte> key))
        {
            if (key.SequenceEqual("requestId"u8))
            {
                requestId = reader.ReadString();
            }
            else if (key.SequenceEqual("response"u8))
            {
                response = ResponseHead.Read(ref reader);
            }
            else if (key.SequenceEqual("hasExtraInfo"u8))
            {
                hasHeaders = reader.ReadBoolean();
            }
            else
            {
                reader.SkipValue();
            }
        }

        return new ReceivedResponseEvent(requestId, response ?? throw CdpMissing.Member("Network.responseReceived", "response"), hasHeaders);
    }
}
