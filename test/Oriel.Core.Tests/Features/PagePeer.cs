using System;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Client.Connections;
using Oriel.Ipc;
using Oriel.Ipc.Sockets;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Cdp;
using Oriel.Protocol.Messages;

namespace Oriel.Core.Tests.Features;

/// <summary>
/// The broker's end of a real socket, with the page of session A1 and target F1 behind it: it evaluates everything to 2, and says what it is told to say. It answers on a thread of its own, so that
/// what it allocates is not counted for the host; commands other than Runtime.evaluate and Runtime.addBinding it leaves unanswered.
/// </summary>
internal sealed class PagePeer : IDisposable
{
    private readonly Socket _socket;
    private readonly Thread _thread;
    private readonly TaskCompletionSource<string> _bindingName = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PagePeer()
    {
        (FileDescriptor near, FileDescriptor far) = UnixSocket.CreatePair();
        HostEnd = new SocketTransport(near);
        _socket = new Socket(new SafeSocketHandle(far.Release(), ownsHandle: true));
        _thread = new Thread(Serve) { IsBackground = true, Name = "peer" };
        _thread.Start();
    }

    /// <summary>For a connection, which disposes it.</summary>
    public SocketTransport HostEnd { get; }

    /// <summary>What <see cref="Send"/> takes: a message of the page as the wire has it, of a page that has been told of by <see cref="Begin"/>.</summary>
    /// <param name="text">ASCII, what the page posts as a string.</param>
    public async Task<byte[]> WebMessageAsync(string text) => Frame(
        $$$"""{"method":"Runtime.bindingCalled","params":{"name":"{{{await _bindingName.Task}}}","payload":"m\"{{{text}}}\"","executionContextId":1},"sessionId":"A1"}""");

    /// <summary>Tells of the page's script context.</summary>
    public void Begin() => Send(Frame(
        """{"method":"Runtime.executionContextCreated","params":{"context":{"id":1,"origin":"://","name":"","uniqueId":"1.1","auxData":{"isDefault":true,"type":"default","frameId":"F1"}}},"sessionId":"A1"}"""));

    /// <summary>Any thread, one at a time, while no answer is under way.</summary>
    public void Send(ReadOnlySpan<byte> frames)
    {
        while (!frames.IsEmpty)
        {
            frames = frames[_socket.Send(frames)..];
        }
    }

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
                else if (message.Method.SequenceEqual(Runtime.AddBindingCommand.Method))
                {
                    CborReader reader = new(message.Params);
                    CborScope scope = reader.ReadStartMap();
                    _ = reader.TryReadKey(ref scope, out _);
                    _bindingName.TrySetResult(reader.ReadString());
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

    private static byte[] Frame(string json)
    {
        using MessageBuffer frame = new();
        CborJson.WriteCbor(json, frame);
        return frame.WrittenSpan.ToArray();
    }
}
