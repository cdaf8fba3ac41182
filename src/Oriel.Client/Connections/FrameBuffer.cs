using System;
using System.Buffers;
using Oriel.Protocol.Cbor;

namespace Oriel.Client.Connections;

/// <summary>
/// Cuts received bytes into messages without copying them. It grows to the largest message that came and shrinks again when that has been taken; large memory comes from the shared pool, because
/// pictures of pages follow each other sixty times a second.
/// </summary>
internal sealed class FrameBuffer
{
    private const int Usual = 64 * 1024;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(Usual);
    private int _start;
    private int _end;

    /// <summary>Whether the beginning of a message is here that is larger than what usually comes.</summary>
    internal bool IsAmidLargeMessage =>
        _end - _start >= CborFormat.EnvelopeHeaderSize && CborFormat.ReadMessageLength(_bytes.AsSpan(_start)) > Usual;

    /// <summary>Where to receive to; never empty.</summary>
    internal Span<byte> GetRoom()
    {
        if (_start == _end)
        {
            _start = _end = 0;
            if (_bytes.Length > Usual)
            {
                Replace(ArrayPool<byte>.Shared.Rent(Usual));
            }
        }

        int needed = _end - _start >= CborFormat.EnvelopeHeaderSize ? CborFormat.ReadMessageLength(_bytes.AsSpan(_start)) : 0;
        if (_start + needed > _bytes.Length || _end == _bytes.Length)
        {
            MakeRoom(Math.Max(needed, _end - _start + 1));
        }

        return _bytes.AsSpan(_end);
    }

    internal void Advance(int count) => _end += count;

    /// <summary>The next whole message, valid until the next call of <see cref="GetRoom"/>.</summary>
    internal bool TryTake(out ReadOnlySpan<byte> frame)
    {
        frame = default;
        int available = _end - _start;
        if (available < CborFormat.EnvelopeHeaderSize)
        {
            return false;
        }

        int length = CborFormat.ReadMessageLength(_bytes.AsSpan(_start));
        if (available < length)
        {
            return false;
        }

        frame = _bytes.AsSpan(_start, length);
        _start += length;
        return true;
    }

    private void MakeRoom(int needed)
    {
        byte[] target = needed > _bytes.Length ? ArrayPool<byte>.Shared.Rent(needed) : _bytes;
        _bytes.AsSpan(_start, _end - _start).CopyTo(target);
        Replace(target);
        _end -= _start;
        _start = 0;
    }

    private void Replace(byte[] bytes)
    {
        if (bytes != _bytes)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = bytes;
        }
    }
}
