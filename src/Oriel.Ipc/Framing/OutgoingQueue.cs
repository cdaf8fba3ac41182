using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Oriel.Protocol.Cbor;

namespace Oriel.Ipc.Framing;

/// <summary>
/// Bytes that the kernel would not take yet, in order, in memory that goes back to the system when they are gone. It knows where messages begin, so that what
/// nobody will read can be dropped without cutting one in two.
/// </summary>
internal sealed unsafe class OutgoingQueue : IDisposable
{
    private const int ChunkSize = 64 * 1024;

    private readonly LinkedList<Chunk> _chunks = new();

    private readonly Queue<Message> _messages = [];
    private long _headLeft;

    public long Length { get; private set; }

    public ReadOnlySpan<byte> First => _chunks.First is { } node ? node.Value.Content : default;

    /// <summary>Queues whole messages, of which the first <paramref name="sent"/> bytes are gone already.</summary>
    public void AppendMessages(ReadOnlySpan<byte> messages, int sent)
    {
        int position = 0;
        while (position < messages.Length)
        {
            int length = CborFormat.ReadMessageLength(messages[position..]);
            int left = position + length - Math.Max(sent, position);
            if (left > 0)
            {
                BeginMessage(left, isUnderWay: left < length);
            }

            position += length;
        }

        AppendPart(messages[sent..]);
    }

    /// <summary>Announces a message of which <paramref name="left"/> bytes will be appended.</summary>
    public void BeginMessage(long left, bool isUnderWay)
    {
        if (_messages.Count == 0)
        {
            _headLeft = left;
        }

        _messages.Enqueue(new Message(left, isUnderWay));
    }

    public void AppendPart(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        Length += bytes.Length;
        if (_chunks.Last is { } last)
        {
            int fitting = Math.Min(last.Value.Room, bytes.Length);
            last.Value.Append(bytes[..fitting]);
            bytes = bytes[fitting..];
        }

        if (!bytes.IsEmpty)
        {
            Chunk chunk = new(Math.Max(ChunkSize, bytes.Length));
            chunk.Append(bytes);
            _chunks.AddLast(chunk);
        }
    }

    /// <summary>The first <paramref name="count"/> bytes of <see cref="First"/> have been sent.</summary>
    public void Take(int count)
    {
        Chunk first = _chunks.First!.Value;
        first.Take(count);
        if (first.Content.IsEmpty)
        {
            first.Dispose();
            _chunks.RemoveFirst();
        }

        Length -= count;
        long left = count;
        while (left > 0 && left >= _headLeft)
        {
            left -= _headLeft;
            _messages.Dequeue();
            _headLeft = _messages.TryPeek(out Message next) ? next.Left : 0;
        }

        _headLeft -= left;
    }

    /// <summary>Drops all messages but the one that has been sent in part. False if that one's own bytes are not all here.</summary>
    public bool KeepMessageUnderWay()
    {
        bool isUnderWay = _messages.TryPeek(out Message head) && (head.IsUnderWay || _headLeft < head.Left);
        long keep = isUnderWay ? _headLeft : 0;
        bool isWhole = Length >= keep;
        byte[] rest = new byte[Math.Min(keep, Length)];
        int copied = 0;
        for (LinkedListNode<Chunk>? node = _chunks.First; node is not null && copied < rest.Length; node = node.Next)
        {
            ReadOnlySpan<byte> part = node.Value.Content;
            part = part[..Math.Min(part.Length, rest.Length - copied)];
            part.CopyTo(rest.AsSpan(copied));
            copied += part.Length;
        }

        Clear();
        if (keep > 0)
        {
            BeginMessage(keep, isUnderWay: true);
            AppendPart(rest);
        }

        return isWhole;
    }

    public void Dispose() => Clear();

    private void Clear()
    {
        foreach (Chunk chunk in _chunks)
        {
            chunk.Dispose();
        }

        _chunks.Clear();
        _messages.Clear();
        _headLeft = 0;
        Length = 0;
    }

    /// <param name="Left">Bytes that had yet to be sent when it was queued.</param>
    /// <param name="IsUnderWay">Whether bytes before those had been sent.</param>
    private readonly record struct Message(long Left, bool IsUnderWay);

    private sealed class Chunk : IDisposable
    {
        private readonly int _capacity;
        private byte* _memory;
        private int _start;
        private int _end;

        public Chunk(int capacity)
        {
            _capacity = capacity;
            _memory = (byte*)NativeMemory.Alloc((nuint)capacity);
        }

        public int Room => _capacity - _end;

        public ReadOnlySpan<byte> Content => new(_memory + _start, _end - _start);

        public void Append(ReadOnlySpan<byte> bytes)
        {
            bytes.CopyTo(new Span<byte>(_memory + _end, Room));
            _end += bytes.Length;
        }

        public void Take(int count) => _start += count;

        public void Dispose()
        {
            NativeMemory.Free(_memory);
            _memory = null;
            _start = _end = 0;
        }
    }
}
