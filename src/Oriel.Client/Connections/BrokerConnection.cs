using System;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Client.Sessions;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Cdp;
using Oriel.Protocol.Messages;

namespace Oriel.Client.Connections;

/// <summary>
/// One socket to a broker, with one receive loop and one life. Constraints: a call on the UI thread must not block and must not
/// change threads on its way out; the receive loop must never run foreign code; the first cause of the end wins and every later
/// failure carries it.
/// </summary>
/// <remarks>
/// Scheme: commands are encoded and sent on the calling thread. A <see cref="Receiver"/> reads each message in place, and what came of it is
/// posted to the queue of the session it is for.
/// </remarks>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The receiver disposes itself when it has received the last.")]
internal sealed class BrokerConnection
{
    private const int KeptBuffer = 16 * 1024;

    [ThreadStatic]
    private static MessageBuffer? s_buffer;

    private readonly IByteTransport _transport;
    private readonly PendingCalls _calls = new();
    private readonly SessionTable _sessions = new();
    private readonly TaskCompletionSource<ConnectionClosedException> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Action<string> _log;
    private readonly Receiver _receiver;
    private ConnectionClosedException? _closeReason;

    internal BrokerConnection(IByteTransport transport, Action<string> log)
    {
        _transport = transport;
        _log = log;
        _receiver = new Receiver(transport, Deliver, Close);
        BrowserSession = new CdpSession(this, "", new PoolCallbackQueue(), parent: null);
    }

    /// <summary>The browser itself and the broker: commands and events without a session.</summary>
    internal CdpSession BrowserSession { get; }

    /// <summary>Completes when the connection is over, with the first cause.</summary>
    internal Task<ConnectionClosedException> Closed => _closed.Task;

    internal bool IsClosed => _closeReason is not null;

    /// <summary>Starts receiving. Called once.</summary>
    internal void Start() => _receiver.Start();

    /// <summary>Lets a UI thread's loop receive while it sleeps, which saves a hop for every answer.</summary>
    internal void ReceiveOn(ISourceLoop loop) => _receiver.ShareWith(loop);

    internal void UseSlot(int slot) => _calls.UseSlot(slot);

    internal CdpSession AddSession(string sessionId, string mainFrameId, ICallbackQueue queue)
    {
        CdpSession session = new(this, sessionId, queue, parent: null);
        _sessions.Add(session, mainFrameId);
        return session;
    }

    internal void RemoveSession(CdpSession session)
    {
        foreach (CdpSession ended in _sessions.Remove(session.SessionId))
        {
            End(ended);
        }
    }

    /// <summary>The renderer of the session's target is gone: what it was asked it will never answer.</summary>
    internal void FailCalls(CdpSession session)
    {
        CdpException reason = new("The call", new CdpError(CdpError.ServerError, "The renderer process ended before it answered; reload the page."));
        _calls.FailAll(session, reason, except: static call => !call.IsForRenderer);
    }

    /// <summary>Fails one call, if it still waits.</summary>
    internal void Fail(int id, IPendingCall call, Exception reason) => _calls.Expire(id, call, reason);

    internal CdpSession? FindSession(string sessionId) => _sessions.Find(sessionId);

    /// <summary>A window that a page opened is hosted by the session's own subscribers from here on.</summary>
    internal void ReleasePopup(CdpSession popup, string targetId) => _sessions.Release(popup, targetId);

    internal Task<TResult> SendAsync<TCommand, TResult>(CdpSession session, in TCommand command, ICallbackQueue queue)
        where TCommand : struct, ICdpCommand<TResult>
    {
        CdpCall<TCommand, TResult> call = new(queue);
        _ = Send(session, command, call);
        return call.Task;
    }

    /// <summary>The same with a bound, for calls that start something outside: a browser that hangs must not hang the app.</summary>
    /// <exception cref="TimeoutException">In the task: the bound has passed.</exception>
    internal Task<TResult> SendAsync<TCommand, TResult>(CdpSession session, in TCommand command, ICallbackQueue queue, TimeSpan bound)
        where TCommand : struct, ICdpCommand<TResult>
    {
        CdpCall<TCommand, TResult> call = new(queue);
        if (Send(session, command, call) is { } id)
        {
            Bound(call.Task, id, call, MethodName.Of<TCommand>(), bound);
        }

        return call.Task;
    }

    internal void Post<TCommand>(CdpSession session, in TCommand command)
        where TCommand : struct, ICdpCommand => Send(session, command, new CdpNotice<TCommand>(this));

    /// <returns>The id of the call; null when the connection is over and the call has been failed.</returns>
    internal int? Send<TCommand>(CdpSession session, in TCommand command, IPendingCall call)
        where TCommand : struct, ICdpCommand
    {
        int? registered = Register(session, call);
        if (registered is { } id)
        {
            MessageBuffer buffer = TakeBuffer();
            CborWriter writer = new(buffer);
            CdpMessage.WriteCommand(ref writer, id, session.Utf8SessionId, command);
            Transmit(buffer);
        }

        return registered;
    }

    internal void Send(CdpSession session, string method, CborValue parameters, IPendingCall call)
    {
        if (Register(session, call) is { } id)
        {
            MessageBuffer buffer = TakeBuffer();
            CborWriter writer = new(buffer);
            CdpMessage.WriteCommand(ref writer, id, session.Utf8SessionId, Encoding.UTF8.GetBytes(method), parameters.Encoded);
            Transmit(buffer);
        }
    }

    /// <summary>Ends the connection from this side. The broker closes this host's views.</summary>
    internal void Close() => Close(new ConnectionClosedException(CloseReason.ClosedByHost, "The connection to the browser was closed by this process."));

    /// <summary>Says a refusal of a command nobody waits for.</summary>
    internal void Refused(string method, CdpError error) => _log($"The browser refused {method}: {error.Message} (code {error.Code}).");

    /// <summary>A thread encodes one command at a time, so it keeps one buffer, unless a large command has made it large.</summary>
    private static MessageBuffer TakeBuffer()
    {
        MessageBuffer buffer = s_buffer ?? new MessageBuffer();
        s_buffer = null;
        buffer.Clear();
        return buffer;
    }

    private static void GiveBack(MessageBuffer buffer)
    {
        if (buffer.Length > KeptBuffer)
        {
            buffer.Dispose();
        }
        else
        {
            s_buffer = buffer;
        }
    }

    /// <summary>Apart from the commands' types, so that it is compiled once, and ahead of time.</summary>
    private void Bound(Task answer, int id, IPendingCall call, string method, TimeSpan bound)
    {
        Patience patience = new(
            bound, () => _calls.Expire(id, call, new TimeoutException($"{method} was not answered within {bound.TotalSeconds:0.#} seconds.")));
        _ = answer.ContinueWith(
            static (_, patience) => ((Patience)patience!).Dispose(), patience, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    private int? Register(CdpSession session, IPendingCall call)
    {
        int? id = _calls.TryAdd(session, call);
        if (id is null)
        {
            call.Fail(_closeReason!);
        }

        return id;
    }

    private void Transmit(MessageBuffer buffer)
    {
        try
        {
            _transport.Send(buffer.WrittenSpan);
            GiveBack(buffer);
        }
        catch (System.IO.IOException stuck)
        {
            Close(new ConnectionClosedException(CloseReason.BrokerLost, "The broker process of this user data folder is given up: " + stuck.Message, stuck));
        }
    }

    private void Deliver(ReadOnlySpan<byte> frame)
    {
        MessageHeader message = MessageHeader.Parse(frame);
        if (message.Id is { } id)
        {
            _calls.Remove(id)?.Complete(message);
        }
        else if (message.SessionId.IsEmpty)
        {
            foreach (CdpSession ended in _sessions.TrackBrowser(message))
            {
                End(ended);
            }

            (_sessions.OwnerOf(this, message) ?? BrowserSession).Deliver(message);
        }
        else if (_sessions.Find(message.SessionId) is CdpSession session)
        {
            foreach (CdpSession ended in _sessions.Track(this, session, message))
            {
                End(ended);
            }

            session.Deliver(message);
        }
    }

    private void End(CdpSession session)
    {
        session.Detach();
        _calls.FailAll(session, new SessionClosedException());
    }

    /// <summary>Ends the connection for a reason of which the caller knows more; the first cause wins.</summary>
    internal void Close(ConnectionClosedException reason)
    {
        if (Interlocked.CompareExchange(ref _closeReason, reason, null) is not null)
        {
            return;
        }

        _transport.Shutdown();
        _calls.FailAll(reason);
        _closed.TrySetResult(reason);
    }
}
