using System;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Responses;

/// <summary><c>Network.getRequestPostData</c>, its answer read into bytes.</summary>
internal readonly record struct RequestBodyCommand(string RequestId) : ICdpCommand<byte[]>
{
    public static ReadOnlySpan<byte> Method => "Network.getRequestPostData"u8;

    public static byte[] ReadResult(ref CborReader reader) => EncodedBody.Read(ref reader, "postData"u8);

    public void WriteParams(ref CborWriter writer) => new Network.GetResponseBodyCommand(RequestId).WriteParams(ref writer);
}
