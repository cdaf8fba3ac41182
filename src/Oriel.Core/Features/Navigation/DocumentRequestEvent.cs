using System;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Navigation;

/// <summary>
/// <c>Network.requestWillBeSent</c>, of documents only. A page makes many requests, each told with all its headers: of those that begin no
/// navigation nothing is read, and nothing is posted to the UI thread.
/// </summary>
internal sealed record DocumentRequestEvent(string RequestId, bool HasUserGesture) : ICdpEvent<DocumentRequestEvent>
{
    public static ReadOnlySpan<byte> Method => "Network.requestWillBeSent"u8;

    public static DocumentRequestEvent? Read(ref CborReader reader)
    {
        string requestId = "";
        bool isDocument = false;
        bool hasUserGesture = false;
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
            else if (key.SequenceEqual("hasUserGesture"u8))
            {
                hasUserGesture = reader.ReadBoolean();
            }
            else
            {
                reader.SkipValue();
            }
        }

        return isDocument ? new DocumentRequestEvent(requestId, hasUserGesture) : null;
    }
}
