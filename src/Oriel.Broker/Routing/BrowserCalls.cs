using System;
using System.Collections.Generic;
using System.Text;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Cdp;
using Oriel.Protocol.Messages;

namespace Oriel.Broker.Routing;

/// <summary>The broker's own commands to the browser, slot 0, and what is to happen with their answers.</summary>
internal sealed class BrowserCalls : IDisposable
{
    private const int LastId = (1 << MessageIds.CounterBits) - 1;

    private delegate void ResultHandler(ReadOnlySpan<byte> result);

    private readonly Dictionary<int, (ResultHandler? Succeeded, Action<CdpError>? Failed)> _pending = [];
    private readonly Action<ReadOnlySpan<byte>> _send;
    private readonly MessageBuffer _buffer = new();
    private int _lastId;

    public BrowserCalls(Action<ReadOnlySpan<byte>> send)
    {
        _send = send;
    }

    /// <param name="sessionId">Empty for the browser itself.</param>
    /// <param name="command">What to do.</param>
    /// <param name="succeeded">Gets the result, unless <see cref="Forget"/> comes first.</param>
    /// <param name="failed">Gets the browser's refusal.</param>
    /// <returns>The command's id.</returns>
    public int Send<TCommand, TResult>(string sessionId, in TCommand command, Action<TResult>? succeeded = null, Action<CdpError>? failed = null)
        where TCommand : ICdpCommand<TResult>
    {
        int id = NextId();
        ResultHandler? handler = succeeded is null
            ? null
            : result =>
            {
                CborReader reader = new(result);
                succeeded(TCommand.ReadResult(ref reader));
            };
        _pending.Add(id, (handler, failed));
        _buffer.Clear();
        CborWriter writer = new(_buffer);
        CdpMessage.WriteCommand(ref writer, id, Encoding.UTF8.GetBytes(sessionId), command);
        _send(_buffer.WrittenSpan);
        return id;
    }

    /// <summary>A command whose answer holds nothing.</summary>
    public int Send<TCommand>(string sessionId, in TCommand command, Action? succeeded = null, Action<CdpError>? failed = null)
        where TCommand : ICdpCommand<EmptyResult> =>
        Send<TCommand, EmptyResult>(sessionId, command, succeeded is null ? null : _ => succeeded(), failed);

    public void Complete(int id, in MessageHeader response)
    {
        if (!_pending.Remove(id, out (ResultHandler? Succeeded, Action<CdpError>? Failed) call))
        {
            return;
        }

        if (response.IsError)
        {
            CborReader reader = new(response.Error);
            CdpError error = CdpError.Read(ref reader);
            call.Failed?.Invoke(error);
        }
        else
        {
            call.Succeeded?.Invoke(response.Result);
        }
    }

    /// <summary>A command that the browser may never answer, because its session has ended.</summary>
    public void Abandon(int id) => _pending.Remove(id);

    /// <summary>The browser is gone: nothing that was asked of it will be answered.</summary>
    public void Forget() => _pending.Clear();

    public void Dispose() => _buffer.Dispose();

    private int NextId()
    {
        do
        {
            _lastId = _lastId == LastId ? 1 : _lastId + 1;
        }
        while (_pending.ContainsKey(_lastId));
        return _lastId;
    }
}
