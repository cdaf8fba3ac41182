using System;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Responses;

/// <summary><c>Network.dataReceived</c>: how many bytes of a body have come, decompressed.</summary>
internal sealed record ReceivedDataEvent(string RequestId, long Length) : ICdpEvent<ReceivedDataEvent>
{
    public static ReadOnlySpan<byte> Method => "Network.dataReceived"u8;

    public static ReceivedDataEvent Read(ref CborReader reader)
    {
        string requestId = "";
        long length = 0;
        CborScope scope = reader.ReadStartMap();
        while (reader.TryReadKey(ref scope, out ReadOnlySpan<byte> key))
        {
            if (key.SequenceEqual("requestId"u8))
            {
                requestId = reader.ReadString();
            }
            else if (key.SequenceEqual("dataLength"u8))
            {
                length = reader.ReadInt64();
            }
            else
            {
                reader.SkipValue();
            }
        }

        return new ReceivedDataEvent(requestId, length);
    }
}
