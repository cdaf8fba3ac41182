using System;
using System.Buffers.Text;
using System.Diagnostics;
using Oriel.Protocol;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Composition;

/// <summary>A picture as the browser sends it, in memory that is used again for the next.</summary>
internal sealed class EncodedFrame
{
    private byte[] _bytes = [];
    private int _length;

    internal ReadOnlyMemory<byte> Png => _bytes.AsMemory(0, _length);

    /// <summary>Of the screencast it belongs to.</summary>
    internal int Number { get; private set; }

    /// <summary>Of the page, in its own pixels without zoom.</summary>
    internal double PageWidth { get; private set; }

    internal TimeSpan Time { get; private set; }

    internal void Set(ReadOnlySpan<byte> image, bool isText, int number, Page.ScreencastFrameMetadata metadata)
    {
        int needed = isText ? Base64.GetMaxDecodedFromUtf8Length(image.Length) : image.Length;
        if (_bytes.Length < needed)
        {
            // Pictures of one page differ in size: the next one is likely to fit.
            _bytes = GC.AllocateUninitializedArray<byte>(needed + (needed / 4));
        }

        if (!isText)
        {
            image.CopyTo(_bytes);
            _length = image.Length;
        }
        else if (Base64.DecodeFromUtf8(image, _bytes, out _, out _length) != System.Buffers.OperationStatus.Done)
        {
            throw new ProtocolException("The picture in Page.screencastFrame is not base64.");
        }

        Number = number;
        PageWidth = metadata.DeviceWidth;
        Time = metadata.MonotonicTimestamp is { } seconds ? TimeSpan.FromSeconds(seconds) : Stopwatch.GetElapsedTime(0);
    }
}
