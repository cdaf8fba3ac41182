using System;
using System.Net.Sockets;
using System.Threading;
using Oriel.Client.Connections;
using Oriel.Ipc;
using Oriel.Ipc.Sockets;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Cdp;
using Oriel.Protocol.Messages;

namespace Oriel.Core.Tests.Features.Script;

/// <summary>
/// The broker's end of a real socket, with a page behind it that evaluates everything to 2. It answers on a thread of its own, so that what it
/// allocates is not counted for the host; commands other than Runtime.evaluate it leaves unanswered.
/// </summary>
internal sealed class EvaluatingPeer : IDisposable
{
    private readonly Socket _socket;
    private readonly Thread _thread;

    public EvaluatingPeer()
    {
        (FileDescriptor near, FileDescriptor far) = UnixSocket.CreatePair();
        HostEnd = new SocketTransport(near);
        _socket = new Socket(new SafeSocketHandle(far.Release(), ownsHandle: true));
        _thread = new Thread(Serve) { IsBackground = true, Name = "peer" };
        _thread.Start();
    }

    /// <summary>For a connection, which disposes it.</summary>
    public SocketTransport HostEnd { get; }

    public void Dispose()
    {
        _socket.Shutdown(SocketShutdown.Both);
        _thread.Join();
        _socket.Dispose();
    }

    private void Serve()
    {
        FrameBuffer frames = new();
        using MessageBuffer answer = new();
        int count;
        while ((count = _socket.Receive(frames.GetRoom())) > 0)
        {
            frames.Advance(count);
            while (frames.TryTake(out ReadOnlySpan<byte> frame))
            {
                MessageHeader message = MessageHeader.Parse(frame);
                if (message.Method.SequenceEqual(Runtime.EvaluateCommand.Method))
                {
                    Answer(message, answer);
                }
            }
        }
    }

    private void Answer(in MessageHeader message, MessageBuffer answer)
    {
        answer.Clear();
        CborJson.WriteCbor($$$"""{"id":{{{message.Id}}},"result":{"result":{"type":"number","value":2,"description":"2"}},"sessionId":"A1"}""", answer);
        _ = _socket.Send(answer.WrittenSpan);
    }
}
