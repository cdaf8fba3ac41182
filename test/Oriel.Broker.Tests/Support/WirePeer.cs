using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Ipc;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Cdp;
using Oriel.Protocol.Messages;

namespace Oriel.Broker.Tests.Support;

/// <summary>A host reduced to its wire: sends what it is told and keeps what it hears.</summary>
internal sealed class WirePeer : IAsyncDisposable
{
    public const int ProtocolVersion = 1;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(40);

    private readonly Socket _socket;
    private readonly Dictionary<int, TaskCompletionSource<byte[]>> _calls = [];
    private readonly List<byte[]> _events = [];
    private readonly List<(Func<byte[], bool> Matches, TaskCompletionSource<byte[]> Source)> _waiters = [];
    private readonly Lock _lock = new();
    private readonly Task _receiving;
    private int _lastId;

    /// <param name="socket">A connected one, which is this object's from here on.</param>
    public WirePeer(FileDescriptor socket)
    {
        _socket = new Socket(new SafeSocketHandle(socket.Release(), ownsHandle: true));
        _receiving = ReceiveAsync();
    }

    public int Slot { get; private set; }

    public int BrokerPid { get; private set; }

    public Socket Socket => _socket;

    /// <summary>Completes when the broker has closed the connection.</summary>
    public Task Ended => _receiving;

    public async Task<BrokerDomain.HelloResult> HelloAsync(BrokerDomain.HelloCommand hello)
    {
        BrokerDomain.HelloResult result = await CallAsync<BrokerDomain.HelloCommand, BrokerDomain.HelloResult>(hello);
        Slot = result.Slot;
        BrokerPid = result.BrokerPid;
        return result;
    }

    public Task<BrokerDomain.CreateViewResult> CreateViewAsync(string profile = "", bool isInPrivate = false, int width = 800, int height = 600) =>
        CallAsync<BrokerDomain.CreateViewCommand, BrokerDomain.CreateViewResult>(new BrokerDomain.CreateViewCommand(profile, isInPrivate, width, height));

    public Task CloseViewAsync(string viewId) => CallAsync<BrokerDomain.CloseViewCommand, EmptyResult>(new BrokerDomain.CloseViewCommand(viewId));

    public Task<BrokerDomain.GetProcessesResult> GetProcessesAsync() =>
        CallAsync<BrokerDomain.GetProcessesCommand, BrokerDomain.GetProcessesResult>(new BrokerDomain.GetProcessesCommand());

    public Task ResumeAsync(string sessionId) =>
        CallAsync<Runtime.RunIfWaitingForDebuggerCommand, EmptyResult>(new Runtime.RunIfWaitingForDebuggerCommand(), sessionId);

    public async Task<string> EvaluateAsync(string sessionId, string expression)
    {
        Runtime.EvaluateResult result = await CallAsync<Runtime.EvaluateCommand, Runtime.EvaluateResult>(new Runtime.EvaluateCommand(expression, ReturnByValue: true, AwaitPromise: true), sessionId);
        CborReader reader = result.Result.Value!.Read();
        return reader.PeekKind() == CborKind.Text ? reader.ReadString() : reader.ReadDouble().ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Navigates and waits until the page is loaded.</summary>
    public async Task NavigateAsync(string sessionId, string url)
    {
        await CallAsync<Page.EnableCommand, EmptyResult>(new Page.EnableCommand(), sessionId);
        Task<Page.LoadEventFiredEvent> loaded = NextAsync<Page.LoadEventFiredEvent>(onlyNew: true);
        await CallAsync<Page.NavigateCommand, Page.NavigateResult>(new Page.NavigateCommand(url), sessionId);
        await loaded;
    }

    public async Task<TResult> CallAsync<TCommand, TResult>(TCommand command, string sessionId = "")
        where TCommand : ICdpCommand<TResult>
    {
        using MessageBuffer buffer = new();
        (int id, Task<byte[]> answer) = Expect();
        CborWriter writer = new(buffer);
        CdpMessage.WriteCommand(ref writer, id, Encoding.UTF8.GetBytes(sessionId), command);
        await SendRawAsync(buffer.WrittenMemory);
        return ReadAnswer<TCommand, TResult>(await answer.WaitAsync(s_patience));
    }

    public async Task SendRawAsync(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await _socket.SendAsync(bytes)..];
        }
    }

    /// <summary>The next event of the kind, heard already or still to come; each is given once.</summary>
    public async Task<TEvent> NextAsync<TEvent>(Func<TEvent, bool>? isWanted = null, bool onlyNew = false)
        where TEvent : class, ICdpEvent<TEvent>
    {
        bool Matches(byte[] message)
        {
            MessageHeader header = MessageHeader.Parse(message);
            return header.Method.SequenceEqual(TEvent.Method) && (isWanted is null || isWanted(Read<TEvent>(message)));
        }

        TaskCompletionSource<byte[]> source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            byte[]? known = onlyNew ? null : _events.Find(Matches);
            if (known is not null)
            {
                _events.Remove(known);
                return Read<TEvent>(known);
            }

            _waiters.Add((Matches, source));
        }

        return Read<TEvent>(await source.Task.WaitAsync(s_patience));
    }

    /// <summary>The events of the kind that were heard already and not given to anybody.</summary>
    public IReadOnlyList<TEvent> All<TEvent>()
        where TEvent : class, ICdpEvent<TEvent>
    {
        lock (_lock)
        {
            return [.. _events.Where(static message => MessageHeader.Parse(message).Method.SequenceEqual(TEvent.Method)).Select(Read<TEvent>)];
        }
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _receiving;
    }

    private static TEvent Read<TEvent>(byte[] message)
        where TEvent : class, ICdpEvent<TEvent>
    {
        CborReader reader = new(MessageHeader.Parse(message).Params);
        return TEvent.Read(ref reader) ?? throw new InvalidOperationException("The event lacks a member that it must have.");
    }

    private static TResult ReadAnswer<TCommand, TResult>(byte[] answer)
        where TCommand : ICdpCommand<TResult>
    {
        MessageHeader header = MessageHeader.Parse(answer);
        if (header.IsError)
        {
            CborReader error = new(header.Error);
            throw new WireException(CdpError.Read(ref error));
        }

        CborReader reader = new(header.Result);
        return TCommand.ReadResult(ref reader);
    }

    private (int Id, Task<byte[]> Answer) Expect()
    {
        TaskCompletionSource<byte[]> source = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            int id = (Slot << 20) | ++_lastId;
            _calls.Add(id, source);
            return (id, source.Task);
        }
    }

    private async Task ReceiveAsync()
    {
        try
        {
            byte[] head = new byte[CborFormat.EnvelopeHeaderSize];
            while (await FillAsync(head))
            {
                byte[] message = new byte[CborFormat.ReadMessageLength(head)];
                head.CopyTo(message, 0);
                if (!await FillAsync(message.AsMemory(head.Length)))
                {
                    break;
                }

                Deliver(message);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The end, told in another way.
        }

        lock (_lock)
        {
            foreach (TaskCompletionSource<byte[]> call in _calls.Values)
            {
                call.TrySetException(new InvalidOperationException("The broker closed the connection."));
            }

            foreach ((_, TaskCompletionSource<byte[]> source) in _waiters)
            {
                source.TrySetException(new InvalidOperationException("The broker closed the connection."));
            }
        }
    }

    private void Deliver(byte[] message)
    {
        MessageHeader header = MessageHeader.Parse(message);
        lock (_lock)
        {
            if (header.Id is { } id)
            {
                if (_calls.Remove(id, out TaskCompletionSource<byte[]>? call))
                {
                    call.SetResult(message);
                }

                return;
            }

            int waiter = _waiters.FindIndex(candidate => candidate.Matches(message));
            if (waiter >= 0)
            {
                _waiters[waiter].Source.SetResult(message);
                _waiters.RemoveAt(waiter);
            }
            else
            {
                _events.Add(message);
            }
        }
    }

    private async Task<bool> FillAsync(Memory<byte> memory)
    {
        while (memory.Length > 0)
        {
            int count = await _socket.ReceiveAsync(memory);
            if (count == 0)
            {
                return false;
            }

            memory = memory[count..];
        }

        return true;
    }
}
