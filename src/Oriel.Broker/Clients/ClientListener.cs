using System;
using Oriel.Ipc;
using Oriel.Ipc.Interop;
using Oriel.Ipc.Loop;
using Oriel.Ipc.Sockets;

namespace Oriel.Broker.Clients;

/// <summary>The socket in the private folder. The folder keeps other users out already; the kernel's word on each caller is the second lock.</summary>
internal sealed class ClientListener : IReadyHandler, IDisposable
{
    private const int Backlog = 512;

    private readonly EventLoop _loop;
    private readonly FileDescriptor _listener;
    private readonly FileStatus? _own;
    private readonly Action<FileDescriptor, PeerCredentials> _accepted;

    public ClientListener(EventLoop loop, string path, Action<FileDescriptor, PeerCredentials> accepted)
    {
        _loop = loop;
        _accepted = accepted;
        Path = path;
        _listener = UnixSocket.Listen(path, Backlog);
        _own = FileStatus.TryRead(path);
        loop.Register(_listener, Readiness.Readable, this);
    }

    public string Path { get; }

    public void OnReady(Readiness readiness)
    {
        while (UnixSocket.TryAccept(_listener) is { } socket)
        {
            PeerCredentials peer = UnixSocket.GetPeer(socket);
            if (peer.UserId == Libc.geteuid())
            {
                _accepted(socket, peer);
            }
            else
            {
                socket.Dispose();
            }
        }
    }

    public void Dispose()
    {
        _loop.Unregister(_listener);
        // A broker of a folder that was deleted and made anew may have taken the path over.
        if (FileStatus.TryRead(Path) is { } now && now.Inode == _own?.Inode)
        {
            _ = Libc.unlink(Path);
        }

        _listener.Dispose();
    }
}
