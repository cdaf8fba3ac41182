using System;
using Oriel.Client.Sessions;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Cdp;
using Oriel.Protocol.Messages;

namespace Oriel.Core.Features.Composition;

/// <summary><c>Page.screencastFrame</c>, read in place: a picture has some hundred kilobytes, and comes up to sixty times a second.</summary>
/// <param name="handler">Called on the receive loop.</param>
internal sealed class ScreencastSubscription(ScreencastSubscription.Handler handler) : EventSubscription
{
    /// <param name="session">Of the page.</param>
    /// <param name="image">The file, or its base64 text; valid during the call.</param>
    /// <param name="isText">Which of both.</param>
    /// <param name="number">Of the screencast, to acknowledge the picture by.</param>
    /// <param name="metadata">When it was taken, and of what.</param>
    internal delegate void Handler(CdpSession session, ReadOnlySpan<byte> image, bool isText, int number, Page.ScreencastFrameMetadata metadata);

    internal override void Deliver(CdpSession session, in MessageHeader message)
    {
        ReadOnlySpan<byte> image = default;
        CborStringForm form = default;
        int number = 0;
        Page.ScreencastFrameMetadata? metadata = null;
        CborReader reader = new(message.Params);
        CborScope scope = reader.ReadStartMap();
        while (reader.TryReadKey(ref scope, out ReadOnlySpan<byte> key))
        {
            if (key.SequenceEqual("data"u8))
            {
                image = reader.ReadRawString(out form);
            }
            else if (key.SequenceEqual("sessionId"u8))
            {
                number = reader.ReadInt32();
            }
            else if (key.SequenceEqual("metadata"u8))
            {
                metadata = Page.ScreencastFrameMetadata.Read(ref reader);
            }
            else
            {
                reader.SkipValue();
            }
        }

        handler(session, image, form != CborStringForm.Binary, number, metadata ?? throw CdpMissing.Member("Page.screencastFrame", "metadata"));
    }
}
