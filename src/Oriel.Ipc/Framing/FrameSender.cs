using System;
using System.Runtime.InteropServices;
using Oriel.Ipc.Interop;

namespace Oriel.Ipc.Framing;

/// <summary>
/// Sends messages over a non-blocking descriptor: straight from the caller's memory while the peer keeps up, through a queue when it
/// does not. Its owner calls <see cref="Flush"/> when the descriptor is writable.
/// </summary>
internal sealed unsafe class FrameSender : IDisposable
{
    private readonly FileDescriptor _descriptor;
    private readonly bool _isSocket;
    private readonly OutgoingQueue _queue = new();
    private bool _isBroken;

    // A message that is passed on in parts holds back whole messages, or they would land inside it.
    private long _partsLeft;
    private bool _isPartQueued;
    private OutgoingQueue? _heldBack;

    public FrameSender(FileDescriptor descriptor, bool isSocket)
    {
        _descriptor = descriptor;
        _isSocket = isSocket;
    }

    /// <summary>Bytes that wait.</summary>
    public long Backlog => _queue.Length + (_heldBack?.Length ?? 0);

    /// <summary>What is yet to come of a message that is passed on in parts.</summary>
    public long LeftOfMessage => _partsLeft;

    /// <summary>Sends one or more whole messages.</summary>
    public SendOutcome Send(ReadOnlySpan<byte> messages)
    {
        if (_isBroken)
        {
            return SendOutcome.Broken;
        }

        if (_partsLeft > 0)
        {
            (_heldBack ??= new OutgoingQueue()).AppendMessages(messages, 0);
            return SendOutcome.Queued;
        }

        int sent = _queue.Length == 0 ? Write(messages) : 0;
        if (sent < 0)
        {
            return Break();
        }

        if (sent == messages.Length)
        {
            return SendOutcome.Sent;
        }

        _queue.AppendMessages(messages, sent);
        return SendOutcome.Queued;
    }

    /// <summary>Begins a message of <paramref name="length"/> bytes that <see cref="SendPart"/> delivers.</summary>
    public void BeginMessage(long length)
    {
        _partsLeft = length;
        _isPartQueued = _queue.Length > 0;
        if (_isPartQueued)
        {
            _queue.BeginMessage(length, isUnderWay: false);
        }
    }

    public SendOutcome SendPart(ReadOnlySpan<byte> part)
    {
        if (_isBroken)
        {
            return SendOutcome.Broken;
        }

        int sent = _isPartQueued ? 0 : Write(part);
        if (sent < 0)
        {
            return Break();
        }

        if (!_isPartQueued && sent < part.Length)
        {
            // From here on to its end the message goes through the queue, which counts it as one.
            _isPartQueued = true;
            _queue.BeginMessage(_partsLeft - sent, isUnderWay: true);
        }

        _queue.AppendPart(part[sent..]);
        _partsLeft -= part.Length;
        if (_partsLeft == 0)
        {
            QueueHeldBack();
        }

        return Flush();
    }

    public SendOutcome Flush()
    {
        while (!_isBroken && _queue.Length > 0)
        {
            ReadOnlySpan<byte> first = _queue.First;
            int sent = Write(first);
            if (sent < 0)
            {
                return Break();
            }

            _queue.Take(sent);
            if (sent < first.Length)
            {
                return SendOutcome.Queued;
            }
        }

        return _isBroken ? SendOutcome.Broken : SendOutcome.Sent;
    }

    /// <summary>Drops what waits, but for a message that is half sent. False if that message cannot be completed any more.</summary>
    public bool TryDropBacklog()
    {
        bool wasInsideMessage = _partsLeft > 0;
        _partsLeft = 0;
        _heldBack?.Dispose();
        _heldBack = null;
        return _queue.KeepMessageUnderWay() && !wasInsideMessage;
    }

    public void Dispose()
    {
        _queue.Dispose();
        _heldBack?.Dispose();
    }

    private void QueueHeldBack()
    {
        if (_heldBack is not { } held)
        {
            return;
        }

        _heldBack = null;
        byte[] messages = new byte[held.Length];
        int copied = 0;
        while (!held.First.IsEmpty)
        {
            ReadOnlySpan<byte> first = held.First;
            first.CopyTo(messages.AsSpan(copied));
            copied += first.Length;
            held.Take(first.Length);
        }

        _queue.AppendMessages(messages, 0);
    }

    private int Write(ReadOnlySpan<byte> bytes)
    {
        int sent = 0;
        fixed (byte* start = bytes)
        {
            while (sent < bytes.Length)
            {
                nuint left = (nuint)(bytes.Length - sent);
                nint count = _isSocket
                    ? Libc.send(_descriptor.Value, start + sent, left, Constants.MSG_NOSIGNAL)
                    : Libc.write(_descriptor.Value, start + sent, left);
                if (count >= 0)
                {
                    sent += (int)count;
                    continue;
                }

                int errno = Marshal.GetLastPInvokeError();
                if (errno == Errno.EAGAIN)
                {
                    return sent;
                }

                if (errno != Errno.EINTR)
                {
                    return -1;
                }
            }
        }

        return sent;
    }

    private SendOutcome Break()
    {
        _isBroken = true;
        _queue.Dispose();
        _heldBack?.Dispose();
        return SendOutcome.Broken;
    }
}
