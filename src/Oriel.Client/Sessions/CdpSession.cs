using System;
using System.Text;
using System.Threading.Tasks;
using Oriel.Client.Connections;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Cdp;
using Oriel.Protocol.Messages;

namespace Oriel.Client.Sessions;

/// <summary>
/// One attached target. Sends commands to it and delivers its events, typed, to its queue, which for a view's targets is the view's UI
/// thread. Answers and events arrive there in the order of the wire.
/// </summary>
internal sealed class CdpSession
{
    private readonly BrokerConnection _connection;
    private readonly EventTable _events = new();
    private volatile bool _detached;

    internal CdpSession(BrokerConnection connection, string sessionId, ICallbackQueue queue, CdpSession? parent)
    {
        _connection = connection;
        Utf8SessionId = Encoding.ASCII.GetBytes(sessionId);
        SessionId = sessionId;
        Queue = queue;
        Parent = parent;
    }

    internal string SessionId { get; }

    /// <summary>As the wire has it; empty for the browser itself.</summary>
    internal byte[] Utf8SessionId { get; }

    internal ICallbackQueue Queue { get; }

    /// <summary>The session this one was attached under: that of the page, for an iframe in a process of its own.</summary>
    internal CdpSession? Parent { get; }

    /// <summary>The session of the page itself.</summary>
    internal CdpSession Root => Parent?.Root ?? this;

    /// <summary>Whether the target is gone or was let go. Events still queued are then dropped.</summary>
    internal bool IsDetached => _detached;

    /// <summary>Whether the target lost its renderer and has no other yet. Until then the browser keeps what is meant for a renderer, and then refuses it.</summary>
    /// <remarks>Set and read on the thread of the queue.</remarks>
    internal bool HasLostRenderer { get; set; }

    internal BrokerConnection Connection => _connection;

    /// <exception cref="CdpException">In the task: the browser refused the command.</exception>
    /// <exception cref="ConnectionClosedException">In the task: the connection ended before the answer.</exception>
    internal Task<TResult> SendAsync<TCommand, TResult>(in TCommand command)
        where TCommand : struct, ICdpCommand<TResult> => _connection.SendAsync<TCommand, TResult>(this, command, Queue);

    /// <summary>Sends a command whose answer nobody needs. The order among the commands of a thread is kept.</summary>
    internal void Post<TCommand>(in TCommand command)
        where TCommand : struct, ICdpCommand => _connection.Post(this, command);

    /// <summary>Sends a command whose answer the caller reads itself.</summary>
    internal void Send<TCommand>(in TCommand command, IPendingCall call)
        where TCommand : struct, ICdpCommand => _connection.Send(this, command, call);

    /// <summary>Sends a command given by name, its parameters already encoded.</summary>
    internal void Send(string method, CborValue parameters, IPendingCall call) => _connection.Send(this, method, parameters, call);

    internal EventSubscription Subscribe<TEvent>(Action<CdpSession, TEvent> handler)
        where TEvent : class, ICdpEvent<TEvent>
    {
        EventSubscription<TEvent> subscription = new(handler);
        _events.Add(TEvent.Method, subscription);
        return subscription;
    }

    /// <summary>For an event that is read in place.</summary>
    internal void Subscribe(ReadOnlySpan<byte> method, EventSubscription subscription) => _events.Add(method, subscription);

    internal EventSubscription SubscribeRaw(string method, Action<CdpSession, string, CborValue> handler)
    {
        RawEventSubscription subscription = new(handler, method);
        _events.Add(Encoding.UTF8.GetBytes(method), subscription);
        return subscription;
    }

    internal void Unsubscribe(string method, EventSubscription subscription) => _events.Remove(Encoding.UTF8.GetBytes(method), subscription);

    /// <summary>Called by the receive loop.</summary>
    internal void Deliver(in MessageHeader message)
    {
        foreach (EventSubscription subscription in _events.Find(message.Method))
        {
            subscription.Deliver(this, message);
        }
    }

    /// <summary>Drops what is still queued. Called when the browser detached the target, or when its view was closed.</summary>
    internal void Detach() => _detached = true;
}
