using System;
using System.Buffers;

namespace Oriel.Protocol.Cbor;

/// <summary>
/// A growing buffer over pooled memory. One owner at a time: whoever holds it last disposes it, and spans taken from it end
/// with the next write.
/// </summary>
internal sealed class MessageBuffer : IBufferWriter<byte>, IDisposable
{
    private const int DefaultCapacity = 512;

    private byte[] _bytes;
    private int _length;

    public MessageBuffer(int capacity = DefaultCapacity)
    {
        _bytes = ArrayPool<byte>.Shared.Rent(Math.Max(capacity, 1));
    }

    public int Length => _length;

    public ReadOnlySpan<byte> WrittenSpan => _bytes.AsSpan(0, _length);

    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, _length);

    public void Clear() => _length = 0;

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _bytes.Length - _length);
        _length += count;
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        EnsureRoom(sizeHint);
        return _bytes.AsSpan(_length);
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        EnsureRoom(sizeHint);
        return _bytes.AsMemory(_length);
    }

    public void Write(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    public void Dispose()
    {
        byte[] bytes = _bytes;
        _bytes = [];
        _length = 0;
        if (bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>Appends <paramref name="count"/> bytes and returns them to be filled.</summary>
    internal Span<byte> Take(int count)
    {
        EnsureRoom(count);
        Span<byte> taken = _bytes.AsSpan(_length, count);
        _length += count;
        return taken;
    }

    /// <summary>What was written from <paramref name="start"/> on, to be patched.</summary>
    internal Span<byte> From(int start) => _bytes.AsSpan(start, _length - start);

    internal void Truncate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)length, (uint)_length);
        _length = length;
    }

    private void EnsureRoom(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        int wanted = Math.Max(count, 1);
        if (_bytes.Length - _length < wanted)
        {
            Grow(wanted);
        }
    }

    private void Grow(int count)
    {
        long needed = (long)_length + count;
        if (needed > Array.MaxLength)
        {
            throw new ProtocolException($"A message of {needed} bytes cannot be built; the limit is {Array.MaxLength} bytes. Send the content in parts.");
        }

        int size = (int)Math.Min(Math.Max(needed, Math.Max(DefaultCapacity, 2L * _bytes.Length)), Array.MaxLength);
        byte[] larger = ArrayPool<byte>.Shared.Rent(size);
        _bytes.AsSpan(0, _length).CopyTo(larger);
        byte[] old = _bytes;
        _bytes = larger;
        if (old.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(old);
        }
    }
}
