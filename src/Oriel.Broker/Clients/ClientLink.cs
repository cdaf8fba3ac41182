using System;
using Oriel.Broker.Routing;
using Oriel.Ipc;
using Oriel.Ipc.Framing;
using Oriel.Ipc.Loop;
using Oriel.Ipc.Sockets;
using Oriel.Protocol;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Cdp;
using Oriel.Protocol.Messages;

namespace Oriel.Broker.Clients;

/// <summary>
/// One host. Constraints: it may be slow, dead or hostile, and none of that may be felt by others. Scheme: what it sends is cut into messages and passed
/// on from the memory it was read into; what it does not read waits up to a limit, beyond which it is told why and cut off.
/// Memory is freed only when the loop is back at its root, because callers further up may be reading it.
/// </summary>
internal sealed class ClientLink : IReadyHandler, IMessageSink, IDisposable
{
    /// <summary>Holds the usual burst of commands, and keeps ten idle hosts under half a megabyte.</summary>
    private const int ReceiveCapacity = 32 * 1024;

    private const int LargestMessage = 512 * 1024 * 1024;

    /// <summary>A message under way is completed before a host is cut off, so that the host can be told; unless too much of it is left.</summary>
    private const long LargestRest = 16 * 1024 * 1024;

    private static readonly TimeSpan s_farewell = TimeSpan.FromSeconds(2);

    private readonly EventLoop _loop;
    private readonly FileDescriptor _socket;
    private readonly ILinkOwner _owner;
    private readonly long _backlogLimit;
    private readonly FrameReceiver _receiver;
    private readonly FrameSender _sender;
    private readonly MessageBuffer _buffer = new();
    private Readiness _interest = Readiness.Readable;
    private bool _isEnded;
    private bool _isClosed;

    public ClientLink(EventLoop loop, FileDescriptor socket, PeerCredentials peer, ILinkOwner owner, long backlogLimit, bool isReading)
    {
        _loop = loop;
        _socket = socket;
        _owner = owner;
        _backlogLimit = backlogLimit;
        _receiver = new FrameReceiver(socket, ReceiveCapacity, LargestMessage);
        _sender = new FrameSender(socket, isSocket: true);
        ProcessId = peer.ProcessId;
        _interest = isReading ? Readiness.Readable : Readiness.None;
        loop.Register(socket, _interest, this);
    }

    public int ProcessId { get; }

    /// <summary>0 until the hello.</summary>
    public int Slot { get; set; }

    /// <summary>Null until the hello.</summary>
    public HostProfile? Profile { get; set; }

    public void OnReady(Readiness readiness)
    {
        if ((readiness & Readiness.Writable) != 0 && !_isClosed)
        {
            AfterSend(_sender.Flush());
        }

        if ((readiness & (Readiness.Readable | Readiness.HungUp | Readiness.Error)) != 0 && !_isClosed)
        {
            if (_isEnded)
            {
                // Cut off already, and now it has gone by itself.
                Close();
                return;
            }

            ReceiveOnce();
        }
    }

    public void Send(ReadOnlySpan<byte> messages)
    {
        if (!_isEnded)
        {
            AfterSend(_sender.Send(messages));
        }
    }

    public void BeginMessage(long length)
    {
        if (!_isEnded)
        {
            _sender.BeginMessage(length);
        }
    }

    public void SendPart(ReadOnlySpan<byte> part)
    {
        if (!_isEnded)
        {
            AfterSend(_sender.SendPart(part));
        }
    }

    public void SendResult<TResult>(int id, in TResult result)
        where TResult : ICdpWritable
    {
        _buffer.Clear();
        CborWriter writer = new(_buffer);
        CdpMessage.WriteResult(ref writer, id, result);
        Send(_buffer.WrittenSpan);
    }

    public void SendError(int id, int code, string message)
    {
        _buffer.Clear();
        CborWriter writer = new(_buffer);
        CdpMessage.WriteError(ref writer, id, new CdpError(code, message));
        Send(_buffer.WrittenSpan);
    }

    public void SendEvent<TEvent>(in TEvent parameters, ReadOnlySpan<byte> sessionId = default)
        where TEvent : class, ICdpEvent<TEvent>, ICdpWritable
    {
        _buffer.Clear();
        CborWriter writer = new(_buffer);
        CdpMessage.WriteEvent(ref writer, parameters, sessionId);
        Send(_buffer.WrittenSpan);
    }

    /// <summary>Whether to take more from the host; not while the browser has more than enough to read.</summary>
    public void SetReading(bool isReading) => SetInterest(isReading ? _interest | Readiness.Readable : _interest & ~Readiness.Readable);

    /// <summary>Ends the connection from our side, saying why if the host still listens.</summary>
    /// <param name="reason">One of <see cref="DisconnectReason"/>.</param>
    /// <param name="explanation">A sentence for people.</param>
    public void CutOff(string reason, string explanation)
    {
        if (_isEnded)
        {
            return;
        }

        bool canBeTold = _sender.Backlog <= _backlogLimit || _sender.TryDropBacklog();
        if (canBeTold)
        {
            SendEvent(new BrokerDomain.DisconnectingEvent($"{reason}: {explanation}"));
        }

        End();
        if (_isClosed)
        {
            return;
        }

        if (!canBeTold || _sender.Backlog == 0)
        {
            Close();
            return;
        }

        SetInterest(Readiness.Writable);
        _loop.Schedule(s_farewell, Close);
    }

    /// <summary>Closes at once, and says nothing.</summary>
    public void Close()
    {
        End();
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        _loop.Unregister(_socket);
        _loop.Post(() =>
        {
            _receiver.Dispose();
            _sender.Dispose();
            _socket.Dispose();
            _buffer.Dispose();
        });
    }

    public void Dispose() => Close();

    private void ReceiveOnce()
    {
        try
        {
            ReceiveOutcome outcome = _receiver.Receive();
            DeliverPending();
            if (outcome == ReceiveOutcome.Ended && !_isClosed)
            {
                Close();
            }
        }
        catch (ProtocolException exception)
        {
            CutOff(DisconnectReason.Protocol, exception.Message);
        }
    }

    private void DeliverPending()
    {
        // Neighbouring messages that only pass through go on together, in one call of the kernel.
        int runStart = 0;
        int position = 0;
        while (!_isEnded && _receiver.TryPeekFrame(position, out int length))
        {
            MessageHeader header = MessageHeader.Parse(_receiver.Pending.Slice(position, length));
            // Decided first and sent later: what the owner does with its own messages must come after what came before them.
            if (header.IsCommand && header.SessionId.IsEmpty)
            {
                PassOn(runStart, position);
                runStart = position;
            }

            bool passes = _owner.OnMessage(this, header);
            if (!passes)
            {
                PassOn(runStart, position);
                runStart = position + length;
            }

            position += length;
        }

        if (!_isEnded)
        {
            PassOn(runStart, position);
            _receiver.Take(position);
        }
    }

    private void PassOn(int from, int to)
    {
        if (to > from)
        {
            _owner.PassOn(_receiver.Pending[from..to]);
        }
    }

    private void AfterSend(SendOutcome outcome)
    {
        switch (outcome)
        {
            case SendOutcome.Broken:
                Close();
                break;
            case SendOutcome.Queued when _isEnded:
                break;
            case SendOutcome.Queued:
                SetInterest(_interest | Readiness.Writable);
                if (_sender.Backlog > _backlogLimit && _sender.LeftOfMessage is (0 or > LargestRest))
                {
                    CutOff(DisconnectReason.Backlog, $"{Profile} left {_sender.Backlog} bytes unread; at most {_backlogLimit} are kept. Its views are closed.");
                }

                break;
            default:
                if (_isEnded)
                {
                    Close();
                }
                else
                {
                    SetInterest(_interest & ~Readiness.Writable);
                }

                break;
        }
    }

    private void SetInterest(Readiness interest)
    {
        if (interest != _interest && !_isClosed)
        {
            _interest = interest;
            _loop.Modify(_socket, interest);
        }
    }

    private void End()
    {
        if (!_isEnded)
        {
            _isEnded = true;
            _owner.OnEnded(this);
        }
    }
}
