using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Win32.SafeHandles;

namespace Oriel.Benchmarks.RawPipe;

/// <summary>
/// The yardstick: what a C# developer writes in an afternoon to talk to Chromium's JSON pipe, done properly. One dictionary of pending calls, one buffer per
/// message, one write per command, continuations off the reading thread. No trick beyond that, and no waste either.
/// </summary>
internal sealed class RawClient : IDisposable
{
    private readonly FileStream _input;
    private readonly Lock _lock = new();
    private readonly Dictionary<int, TaskCompletionSource<JsonElement>> _pending = [];
    private readonly Dictionary<string, Action<JsonElement>> _handlers = [];
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _writer;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _lastId;
    private long _received;

    public RawClient(PipedChild child, Reading reading)
    {
        _input = new FileStream(child.Input, FileAccess.Write, bufferSize: 0);
        _writer = new Utf8JsonWriter(_buffer);
        if (reading == Reading.Thread)
        {
            new Thread(() => ReadBlocking(child.Output)) { IsBackground = true, Name = "raw pipe" }.Start();
        }
        else
        {
            Stream stream = reading == Reading.AsyncFile
                ? new FileStream(child.Output, FileAccess.Read, bufferSize: 0)
                : new NetworkStream(new Socket(new SafeSocketHandle(child.Output.DangerousGetHandle(), ownsHandle: false)), ownsSocket: true);
            _ = Task.Run(() => ReadAsync(PipeReader.Create(stream)));
        }
    }

    /// <summary>Completes when the browser has closed its end.</summary>
    public Task Ended => _ended.Task;

    /// <summary>How many messages have come, of any kind.</summary>
    public long Received => Interlocked.Read(ref _received);

    /// <summary>Handlers run on the reading thread, so they only count and complete.</summary>
    public void On(string method, Action<JsonElement> handler)
    {
        lock (_lock)
        {
            _handlers[method] = handler;
        }
    }

    public Task<JsonElement> SendAsync(string method, string? sessionId = null, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        TaskCompletionSource<JsonElement> call = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            int id = ++_lastId;
            _pending.Add(id, call);
            Write(id, method, sessionId, parameters);
            _input.Write(_buffer.WrittenSpan);
        }

        return call.Task;
    }

    public void Dispose()
    {
        _input.Dispose();
        _writer.Dispose();
    }

    private void Write(int id, string method, string? sessionId, ReadOnlySpan<(string Name, object Value)> parameters)
    {
        _buffer.ResetWrittenCount();
        _writer.Reset();
        _writer.WriteStartObject();
        _writer.WriteNumber("id", id);
        _writer.WriteString("method", method);
        if (sessionId is not null)
        {
            _writer.WriteString("sessionId", sessionId);
        }

        _writer.WriteStartObject("params");
        foreach ((string name, object value) in parameters)
        {
            switch (value)
            {
                case bool flag:
                    _writer.WriteBoolean(name, flag);
                    break;
                case int number:
                    _writer.WriteNumber(name, number);
                    break;
                case JsonElement json:
                    _writer.WritePropertyName(name);
                    json.WriteTo(_writer);
                    break;
                default:
                    _writer.WriteString(name, (string)value);
                    break;
            }
        }

        _writer.WriteEndObject();
        _writer.WriteEndObject();
        _writer.Flush();
        _buffer.Write("\0"u8);
    }

    private void ReadBlocking(SafeFileHandle handle)
    {
        using FileStream output = new(handle, FileAccess.Read, bufferSize: 0);
        byte[] buffer = new byte[64 * 1024];
        int filled = 0;
        while (true)
        {
            int read = output.Read(buffer.AsSpan(filled));
            if (read == 0)
            {
                break;
            }

            int start = 0;
            int end = filled + read;
            int terminator;
            while ((terminator = buffer.AsSpan(filled, end - filled).IndexOf((byte)0)) >= 0)
            {
                terminator += filled;
                OnMessage(new ReadOnlySequence<byte>(buffer, start, terminator - start));
                start = filled = terminator + 1;
            }

            buffer.AsSpan(start, end - start).CopyTo(buffer);
            filled = end - start;
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }
        }

        OnEnd();
    }

    private async Task ReadAsync(PipeReader reader)
    {
        while (true)
        {
            ReadResult result = await reader.ReadAsync();
            ReadOnlySequence<byte> rest = result.Buffer;
            while (rest.PositionOf((byte)0) is { } terminator)
            {
                OnMessage(rest.Slice(0, terminator));
                rest = rest.Slice(rest.GetPosition(1, terminator));
            }

            reader.AdvanceTo(rest.Start, rest.End);
            if (result.IsCompleted)
            {
                break;
            }
        }

        await reader.CompleteAsync();
        OnEnd();
    }

    private void OnMessage(ReadOnlySequence<byte> message)
    {
        Interlocked.Increment(ref _received);
        using JsonDocument document = JsonDocument.Parse(message);
        JsonElement root = document.RootElement;
        if (root.TryGetProperty("id", out JsonElement id))
        {
            TaskCompletionSource<JsonElement>? call;
            lock (_lock)
            {
                _pending.Remove(id.GetInt32(), out call);
            }

            if (root.TryGetProperty("error", out JsonElement error))
            {
                call?.TrySetException(new IOException($"Chromium answered: {error.GetRawText()}"));
            }
            else
            {
                call?.TrySetResult(root.GetProperty("result").Clone());
            }
        }
        else
        {
            Action<JsonElement>? handler;
            lock (_lock)
            {
                _handlers.TryGetValue(root.GetProperty("method").GetString()!, out handler);
            }

            handler?.Invoke(root.GetProperty("params"));
        }
    }

    private void OnEnd()
    {
        lock (_lock)
        {
            foreach (TaskCompletionSource<JsonElement> call in _pending.Values)
            {
                call.TrySetException(new IOException("Chromium closed the pipe before it answered."));
            }

            _pending.Clear();
        }

        _ended.TrySetResult();
    }
}
