using System;
using System.Collections.Concurrent;
using System.IO;
using System.Text.Json;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace Oriel.Tour.Hosts;

/// <summary>The lines between the tour and one host process: requests down, answers and news up, until the host closes its end.</summary>
internal sealed class HostDialogue
{
    private readonly TextWriter _down;
    private readonly TextReader _up;
    private readonly Action<HostLine> _tell;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<HostLine>> _waiting = new();
    private readonly Channel<HostLine.PageMessage> _messages = Channel.CreateUnbounded<HostLine.PageMessage>();
    private int _lastId;

    /// <param name="down">What the host reads.</param>
    /// <param name="up">What it writes.</param>
    /// <param name="tell">Called with what it says of processes, as it says it.</param>
    internal HostDialogue(TextWriter down, TextReader up, Action<HostLine> tell)
    {
        _down = down;
        _up = up;
        _tell = tell;
        Over = ReceiveAsync();
    }

    /// <summary>Completes when the host has nothing more to say.</summary>
    internal Task Over { get; }

    /// <summary>What the host said last of a browser's end.</summary>
    internal HostLine.BrowserExited? BrowserExited { get; private set; }

    /// <returns>Null if the host went away instead.</returns>
    internal async Task<HostLine?> AskAsync(HostRequest request, CancellationToken cancellation)
    {
        HostRequest numbered = request with { Id = Interlocked.Increment(ref _lastId) };
        TaskCompletionSource<HostLine> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[numbered.Id] = answer;
        try
        {
            await _down.WriteLineAsync(JsonSerializer.Serialize(numbered, HostJson.Default.HostRequest).AsMemory(), cancellation);
            await _down.FlushAsync(cancellation);
            await Task.WhenAny(answer.Task, Over).WaitAsync(cancellation);
            return answer.Task.IsCompleted ? await answer.Task : null;
        }
        catch (IOException)
        {
            return null;
        }
        finally
        {
            _waiting.TryRemove(numbered.Id, out _);
        }
    }

    /// <returns>What a page of the host says next; null if the host went away instead.</returns>
    internal async Task<string?> NextMessageAsync(CancellationToken cancellation) =>
        await _messages.Reader.WaitToReadAsync(cancellation) && _messages.Reader.TryRead(out HostLine.PageMessage? message) ? message.Json : null;

    private async Task ReceiveAsync()
    {
        try
        {
            while (await _up.ReadLineAsync() is { } text)
            {
                Take(JsonSerializer.Deserialize(text, HostJson.Default.HostLine));
            }
        }
        catch (JsonException)
        {
            // Whoever speaks there is no host of ours: as good as gone.
        }

        _messages.Writer.TryComplete();
    }

    private void Take(HostLine? line)
    {
        switch (line)
        {
            case HostLine.PageMessage message:
                _messages.Writer.TryWrite(message);
                break;
            case HostLine.BrowserExited exited:
                BrowserExited = exited;
                _tell(exited);
                break;
            case HostLine.ProcessFailed or HostLine.Recovered:
                _tell(line);
                break;
            case { } answer when _waiting.TryGetValue(answer.Id, out TaskCompletionSource<HostLine>? waiting):
                waiting.TrySetResult(answer);
                break;
        }
    }
}
