using System;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Responses;

/// <summary><c>Network.getResponseBody</c>, its answer read into bytes: as a string a body would take three times its size.</summary>
internal readonly record struct ResponseBodyCommand(string RequestId) : ICdpCommand<byte[]>
{
    public static ReadOnlySpan<byte> Method => "Network.getResponseBody"u8;

    public static byte[] ReadResult(ref CborReader reader) => EncodedBody.Read(ref reader, "body"u8);

    public void WriteParams(ref CborWriter writer) => new Network.GetResponseBodyCommand(RequestId).WriteParams(ref writer);
}
