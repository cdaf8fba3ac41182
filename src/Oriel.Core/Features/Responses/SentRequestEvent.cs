using System;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Responses;

/// <summary><c>Network.requestWillBeSent</c>, without who caused it, which can be the whole stack of a script.</summary>
/// <param name="RequestId">Stays the same over redirects.</param>
/// <param name="LoaderId">The document it belongs to; of a document's own request, its id.</param>
/// <param name="FrameId">Null in a worker.</param>
/// <param name="Request">As the page makes it.</param>
/// <param name="Redirect">The response that led here, if one did.</param>
/// <param name="RedirectHasHeaders">Whether the headers of <paramref name="Redirect"/> are told apart as well, as they were on the wire.</param>
internal sealed record SentRequestEvent(string RequestId, string LoaderId, string? FrameId, Network.Request Request, ResponseHead? Redirect, bool RedirectHasHeaders)
    : ICdpEvent<SentRequestEvent>
{
    public static ReadOnlySpan<byte> Method => "Network.requestWillBeSent"u8;

    public static SentRequestEvent Read(ref CborReader reader)
    {
        string requestId = "";
        string loaderId = "";
        string? frameId = null;
        Network.Request? request = null;
        ResponseHead? redirect = null;
        bool redirectHasHeaders = false;
        CborScope scope = reader.ReadStartMap();
        while (reader.TryReadKey(ref scope, out ReadOnlySpan<byte> key))
        {
            if (key.SequenceEqual("requestId"u8))
            {
                requestId = reader.ReadString();
            }
            else if (key.SequenceEqual("loaderId"u8))
            {
                loaderId = reader.ReadString();
            }
            else if (key.SequenceEqual("frameId"u8))
            {
                frameId = reader.ReadString();
            }
            else if (key.SequenceEqual("request"u8))
            {
                request = Network.Request.Read(ref reader);
            }
            else if (key.SequenceEqual("redirectResponse"u8))
            {
                redirect = ResponseHead.Read(ref reader);
            }
            else if (key.SequenceEqual("redirectHasExtraInfo"u8))
            {
                redirectHasHeaders = reader.ReadBoolean();
            }
            else
            {
                reader.SkipValue();
            }
        }

        return new SentRequestEvent(requestId, loaderId, frameId, request ?? throw CdpMissing.Member("Network.requestWillBeSent", "request"), redirect, redirectHasHeaders);
    }
}
