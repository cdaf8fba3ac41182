using System;
using System.Buffers.Binary;
using System.IO;

namespace Oriel.Core.Features.Composition;

/// <summary>The compressed data of a PNG, which lies in any number of chunks, as one stream.</summary>
/// <param name="png">The whole file.</param>
/// <param name="position">Where the chunks begin.</param>
internal sealed class PngDataStream(ReadOnlyMemory<byte> png, int position) : Stream
{
    private const int LengthSize = 4;
    private const int TypeSize = 4;
    private const int ChecksumSize = 4;

    private int _position = position;
    private int _rest;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        while (_rest == 0)
        {
            if (!TryEnterNext())
            {
                return 0;
            }
        }

        int count = Math.Min(buffer.Length, _rest);
        png.Span.Slice(_position, count).CopyTo(buffer);
        _position += count;
        _rest -= count;
        if (_rest == 0)
        {
            _position += ChecksumSize;
        }

        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private bool TryEnterNext()
    {
        ReadOnlySpan<byte> all = png.Span;
        while (all.Length - _position >= LengthSize + TypeSize)
        {
            uint length = BinaryPrimitives.ReadUInt32BigEndian(all[_position..]);
            ReadOnlySpan<byte> type = all.Slice(_position + LengthSize, TypeSize);
            _position += LengthSize + TypeSize;
            if (length > all.Length - _position)
            {
                throw new InvalidDataException($"A chunk of {length} bytes does not fit into a PNG of {all.Length}.");
            }

            if (type.SequenceEqual("IDAT"u8))
            {
                _rest = (int)length;
                if (_rest > 0)
                {
                    return true;
                }
            }

            _position += (int)length + ChecksumSize;
        }

        return false;
    }
}
