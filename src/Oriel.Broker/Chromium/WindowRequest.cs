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
internal sealed unsafe class WindowRequest : IReadyHandler
{
    private static ReadOnlySpan<byte> Accepted => "ACK"u8;

    private readonly EventLoop _loop;
    private readonly FileDescriptor _socket;
    private readonly Action<string> _refused;

    private WindowRequest(EventLoop loop, FileDescriptor socket, Action<string> refused)
    {
        _loop = loop;
        _socket = socket;
        _refused = refused;
        loop.Register(socket, Readiness.Readable, this);
    }

    /// <param name="loop">Where the answer is awaited.</param>
    /// <param name="paths">Whose browser.</param>
    /// <param name="arguments">The second browser's switches.</param>
    /// <param name="refused">Called, once and never from inside this call, if the browser does not take them.</param>
    public static void Send(EventLoop loop, UserDataPaths paths, IReadOnlyList<string> arguments, Action<string> refused)
    {
        string? path = PosixFile.ReadLink(Path.Combine(paths.Browser, "SingletonSocket"));
        int errno = Errno.ENOENT;
        FileDescriptor? socket = path is null ? null : UnixSocket.TryConnect(path, out errno, isNonBlocking: true);
        if (socket is null)
        {
            loop.Post(() => refused(new LibcException("the browser's single-instance socket cannot be reached", errno).Message));
            return;
        }

        byte[] message = Encoding.UTF8.GetBytes($"START\0/\0oriel\0{string.Join('\0', arguments)}");
        nint sent;
        fixed (byte* start = message)
        {
            // A fresh socket takes a message of this size whole.
            sent = Libc.send(socket.Value, start, (nuint)message.Length, Constants.MSG_NOSIGNAL);
        }

        _ = Libc.shutdown(socket.Value, Constants.SHUT_WR);
        WindowRequest request = new(loop, socket, refused);
        if (sent != message.Length)
        {
            loop.Post(() => request.End("the browser's single-instance socket did not take the request"));
        }
    }

    public void OnReady(Readiness readiness)
    {
        byte* answer = stackalloc byte[64];
        nint count = Libc.read(_socket.Value, answer, 64);
        ReadOnlySpan<byte> text = new(answer, (int)Math.Max(count, 0));
        End(text.StartsWith(Accepted) ? null : $"the browser answered '{Encoding.UTF8.GetString(text)}' to the request for a window");
    }

    private void End(string? refusal)
    {
        if (_socket.IsClosed)
        {
            return;
        }

        _loop.Unregister(_socket);
        _socket.Dispose();
        if (refusal is not null)
        {
            _refused(refusal);
        }
    }
}
