using System;
using System.Runtime.InteropServices;
using Oriel.Ipc.Interop;
using Oriel.Protocol;
using Oriel.Protocol.Cbor;

namespace Oriel.Ipc.Framing;

/// <summary>
/// Cuts what a non-blocking descriptor delivers into whole messages. The memory is the kernel's, not the collector's: a message of a hundred megabytes
/// takes room only while it is on its way, and only as its bytes arrive.
/// </summary>
internal sealed unsafe class FrameReceiver : IDisposable
{
    private readonly FileDescriptor _descriptor;
    private readonly int _restingCapacity;
    private readonly int _limit;
    private byte* _memory;
    private int _capacity;
    private int _start;
    private int _end;

    /// <param name="descriptor">Where to read; not owned.</param>
    /// <param name="restingCapacity">The size of the buffer when no large message is under way.</param>
    /// <param name="limit">The largest message that is accepted.</param>
    public FrameReceiver(FileDescriptor descriptor, int restingCapacity, int limit)
    {
        _descriptor = descriptor;
        _restingCapacity = restingCapacity;
        _limit = limit;
    }

    /// <summary>The peer does not announce lengths: <see cref="TryPeekDelimited"/> is to be used.</summary>
    public bool IsDelimited { get; set; }

    /// <summary>What has arrived and was not taken yet.</summary>
    public ReadOnlySpan<byte> Pending => new(_memory + _start, _end - _start);

    /// <summary>Reads once.</summary>
    public ReceiveOutcome Receive()
    {
        MakeRoom();
        nint count = Libc.read(_descriptor.Value, _memory + _end, (nuint)(_capacity - _end));
        if (count > 0)
        {
            _end += (int)count;
            return _end == _capacity ? ReceiveOutcome.MoreMayFollow : ReceiveOutcome.Drained;
        }

        if (count == 0)
        {
            return ReceiveOutcome.Ended;
        }

        return Marshal.GetLastPInvokeError() is Errno.EAGAIN or Errno.EINTR ? ReceiveOutcome.Drained : ReceiveOutcome.Ended;
    }

    /// <summary>Whether the pending bytes from <paramref name="offset"/> on begin with a whole message, and its length.</summary>
    /// <exception cref="ProtocolException">They begin no message, or one beyond the limit.</exception>
    public bool TryPeekFrame(int offset, out int length)
    {
        ReadOnlySpan<byte> pending = Pending[offset..];
        if (pending.Length < CborFormat.EnvelopeHeaderSize)
        {
            // Garbage is known by its first byte; waiting for seven would let a peer that sends three hang on.
            if (!CborFormat.EnvelopeMark.StartsWith(pending[..Math.Min(pending.Length, 3)]))
            {
                throw new ProtocolException($"A message begins with D8-18-5A, but these bytes begin with {Convert.ToHexString(pending[..Math.Min(pending.Length, 3)])}: the peer does not speak this protocol, or a frame was lost.");
            }

            length = 0;
            return false;
        }

        length = CborFormat.ReadMessageLength(pending);
        return length <= _limit
            ? length <= pending.Length
            : throw new ProtocolException($"The peer announced a message of {length} bytes; at most {_limit} are accepted.");
    }

    /// <summary>Whether the pending bytes from <paramref name="offset"/> on hold a zero byte, and how many come before it.</summary>
    public bool TryPeekDelimited(int offset, out int length)
    {
        length = Pending[offset..].IndexOf((byte)0);
        return length >= 0;
    }

    /// <summary>Drops the first <paramref name="count"/> pending bytes, which have been dealt with.</summary>
    public void Take(int count)
    {
        _start += count;
        if (_start == _end)
        {
            _start = _end = 0;
            if (_capacity > _restingCapacity)
            {
                Resize(_restingCapacity);
            }
        }
    }

    public void Dispose()
    {
        NativeMemory.Free(_memory);
        _memory = null;
        _capacity = _start = _end = 0;
    }

    private void MakeRoom()
    {
        if (_memory is null)
        {
            Resize(_restingCapacity);
        }

        // A message that is known to be larger than the buffer gets the room it asks for; a small rest moves to the front.
        int wanted = !IsDelimited && Pending.Length >= CborFormat.EnvelopeHeaderSize && !TryPeekFrame(0, out int length) ? length : 0;
        if (_start > 0 && (_end == _capacity || _start + wanted > _capacity))
        {
            Pending.CopyTo(new Span<byte>(_memory, _capacity));
            _end -= _start;
            _start = 0;
        }

        if (wanted > _capacity)
        {
            Resize(wanted);
        }
        else if (_end == _capacity)
        {
            Resize(Math.Max(_capacity * 2, _restingCapacity));
        }
    }

    private void Resize(int capacity)
    {
        _memory = (byte*)NativeMemory.Realloc(_memory, (nuint)capacity);
        _capacity = capacity;
    }
}
