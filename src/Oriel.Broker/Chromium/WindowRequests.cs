using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Oriel.Ipc;
using Oriel.Ipc.Interop;
using Oriel.Ipc.Loop;
using Oriel.Ipc.Rendezvous;
using Oriel.Ipc.Sockets;

namespace Oriel.Broker.Chromium;

/// <summary>
/// Asks a running browser for a window, over the socket by which a second browser of the same folder would hand over its command line. It is the only way to
/// open a profile by the name of its folder, and it makes app windows, which have no tab strip and none of the renderers that one brings.
/// </summary>
internal sealed unsafe class WindowRequests : IReadyHandler, IDisposable
{
    private static ReadOnlySpan<byte> Accepted => "ACK"u8;

    private readonly EventLoop _loop;
    private readonly UserDataPaths _paths;

    // One after the other: the browser lets only a handful of callers wait, and answers each within a millisecond.
    private readonly Queue<(IReadOnlyList<string> Arguments, Action<string> Refused)> _waiting = [];
    private FileDescriptor? _socket;
    private Action<string>? _refused;

    public WindowRequests(EventLoop loop, UserDataPaths paths)
    {
        _loop = loop;
        _paths = paths;
    }

    /// <param name="arguments">The second browser's switches.</param>
    /// <param name="refused">Called, once and never from inside this call, if the browser does not take them.</param>
    public void Send(IReadOnlyList<string> arguments, Action<string> refused)
    {
        _waiting.Enqueue((arguments, refused));
        if (_socket is null)
        {
            _loop.Post(SendNext);
        }
    }

    public void OnReady(Readiness readiness)
    {
        byte* answer = stackalloc byte[64];
        nint count = Libc.read(_socket!.Value, answer, 64);
        ReadOnlySpan<byte> text = new(answer, (int)Math.Max(count, 0));
        End(text.StartsWith(Accepted) ? null : $"the browser answered '{Encoding.UTF8.GetString(text)}' to the request for a window");
    }

    /// <summary>The browser is gone; whoever waits hears of that elsewhere.</summary>
    public void Dispose()
    {
        _waiting.Clear();
        Close();
    }

    private void SendNext()
    {
        if (_socket is not null || !_waiting.TryDequeue(out (IReadOnlyList<string> Arguments, Action<string> Refused) next))
        {
            return;
        }

        _refused = next.Refused;
        string? path = PosixFile.ReadLink(Path.Combine(_paths.Browser, "SingletonSocket"));
        int errno = Errno.ENOENT;
        _socket = path is null ? null : UnixSocket.TryConnect(path, out errno, isNonBlocking: true);
        if (_socket is null)
        {
            End(new LibcException("the browser's single-instance socket cannot be reached", errno).Message);
            return;
        }

        byte[] message = Encoding.UTF8.GetBytes($"START\0/\0oriel\0{string.Join('\0', next.Arguments)}");
        nint sent;
        fixed (byte* start = message)
        {
            // A fresh socket takes a message of this size whole.
            sent = Libc.send(_socket.Value, start, (nuint)message.Length, Constants.MSG_NOSIGNAL);
        }

        if (sent != message.Length)
        {
            End("the browser's single-instance socket did not take the request");
            return;
        }

        _ = Libc.shutdown(_socket.Value, Constants.SHUT_WR);
        _loop.Register(_socket, Readiness.Readable, this);
    }

    private void End(string? refusal)
    {
        Action<string>? refused = _refused;
        Close();
        if (refusal is not null)
        {
            refused?.Invoke(refusal);
        }

        _loop.Post(SendNext);
    }

    private void Close()
    {
        _refused = null;
        if (_socket is not null)
        {
            _loop.Unregister(_socket);
            _socket.Dispose();
            _socket = null;
        }
    }
}
