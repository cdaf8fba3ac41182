using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;
using Oriel.Ipc;
using Oriel.Ipc.Interop;

namespace Oriel.Client.Connections;

/// <summary>
/// A connected socket to a broker. Constraints: <see cref="Send"/> is called on UI threads and must neither block nor change threads;
/// what is sent must not interleave.
/// </summary>
/// <remarks>
/// Scheme: a send goes straight to the kernel on the calling thread while the socket has room, which is nearly always. What it has no room for
/// is queued, and a thread that lives only as long as the queue is not empty waits for room.
/// </remarks>
internal sealed unsafe class SocketTransport : IByteTransport
{
    /// <summary>What may wait for a broker that does not read, in bytes.</summary>
    private const long BacklogLimit = 512L * 1024 * 1024;

    private readonly FileDescriptor _socket;
    private readonly int _descriptor;
    private readonly Lock _lock = new();
    private readonly Queue<byte[]> _backlog = new();
    private int _sentOfFirst;
    private long _backlogSize;
    private bool _isDraining;
    private bool _isOver;

    /// <param name="socket">A connected socket, which is this object's from here on.</param>
    internal SocketTransport(FileDescriptor socket)
    {
        _socket = socket;
        _descriptor = socket.Value;
    }

    public int? Descriptor => _descriptor;

    public void WaitReadable()
    {
        PollFd poll = new() { Fd = _descriptor, Events = Constants.POLLIN };
        while (Libc.poll(&poll, 1, Timeout.Infinite) < 0)
        {
            if (Marshal.GetLastPInvokeError() != Errno.EINTR)
            {
                throw new IOException("cannot wait for the broker's socket: " + Marshal.GetLastPInvokeErrorMessage());
            }
        }
    }

    public int TryReceive(Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            while (true)
            {
                nint count = Libc.recv(_descriptor, start, (nuint)buffer.Length, Constants.MSG_DONTWAIT);
                if (count >= 0)
                {
                    return (int)count;
                }

                switch (Marshal.GetLastPInvokeError())
                {
                    case Errno.EINTR:
                        break;
                    case Errno.EAGAIN:
                        return -1;
                    case Errno.ECONNRESET:
                        // A peer that was killed with unread data resets the connection; for us that is its end.
                        return 0;
                    default:
                        throw new IOException("cannot read from the broker's socket: " + Marshal.GetLastPInvokeErrorMessage());
                }
            }
        }
    }

    public void Send(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            if (_isOver)
            {
                return;
            }

            int sent = 0;
            if (!_isDraining && !TrySendNow(bytes, out sent))
            {
                return;
            }

            if (sent == bytes.Length)
            {
                return;
            }

            _backlogSize += bytes.Length - sent;
            if (_backlogSize > BacklogLimit)
            {
                throw new IOException($"{_backlogSize} bytes wait for the broker to read them, more than the limit of {BacklogLimit}. It has stopped reading, or the app sends faster than any browser takes.");
            }

            _backlog.Enqueue(bytes[sent..].ToArray());
            if (!_isDraining)
            {
                _isDraining = true;
                new Thread(Drain) { IsBackground = true, Name = "Oriel send" }.Start();
            }
        }
    }

    public void Shutdown()
    {
        lock (_lock)
        {
            if (!_isOver)
            {
                End();
            }
        }
    }

    public void Dispose()
    {
        Shutdown();
        _socket.Dispose();
    }

    private void End()
    {
        _isOver = true;
        _ = Libc.shutdown(_descriptor, Constants.SHUT_RDWR);
    }

    /// <returns>False when the peer is gone: that is told by whoever receives, behind what the peer has said before.</returns>
    private bool TrySendNow(ReadOnlySpan<byte> bytes, out int sent)
    {
        sent = 0;
        fixed (byte* start = bytes)
        {
            while (sent < bytes.Length)
            {
                nint count = Libc.send(_descriptor, start + sent, (nuint)(bytes.Length - sent), Constants.MSG_NOSIGNAL | Constants.MSG_DONTWAIT);
                if (count >= 0)
                {
                    sent += (int)count;
                    continue;
                }

                switch (Marshal.GetLastPInvokeError())
                {
                    case Errno.EINTR:
                        break;
                    case Errno.EAGAIN:
                        return true;
                    default:
                        End();
                        return false;
                }
            }
        }

        return true;
    }

    private void Drain()
    {
        bool referenced = false;
        try
        {
            _socket.DangerousAddRef(ref referenced);
            while (SendBacklog())
            {
                PollFd poll = new() { Fd = _descriptor, Events = Constants.POLLOUT };
                _ = Libc.poll(&poll, 1, Timeout.Infinite);
            }
        }
        catch (ObjectDisposedException)
        {
            // The connection ended before this thread began.
        }
        finally
        {
            if (referenced)
            {
                _socket.DangerousRelease();
            }
        }
    }

    /// <returns>Whether something still waits for room.</returns>
    private bool SendBacklog()
    {
        lock (_lock)
        {
            while (!_isOver && _backlog.TryPeek(out byte[]? first))
            {
                if (!TrySendNow(first.AsSpan(_sentOfFirst), out int sent))
                {
                    break;
                }

                _backlogSize -= sent;
                _sentOfFirst += sent;
                if (_sentOfFirst < first.Length)
                {
                    return true;
                }

                _ = _backlog.Dequeue();
                _sentOfFirst = 0;
            }

            _isDraining = false;
            return false;
        }
    }
}
