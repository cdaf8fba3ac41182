using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics.Tracing;
using System.Globalization;
using System.Linq;

namespace Oriel.Conformance.Support;

/// <summary>What an event source has said since this was made, as text.</summary>
internal sealed class EventSourceLog : EventListener
{
    private readonly ConcurrentQueue<string> _messages = new();
    private readonly BlockingCollection<string> _unread = [];

    public EventSourceLog(string name)
    {
        foreach (EventSource source in EventSource.GetSources().Where(source => source.Name == name))
        {
            EnableEvents(source, EventLevel.Verbose);
        }
    }

    /// <summary>On whichever thread it was said.</summary>
    public event Action<string>? Written;

    public IReadOnlyCollection<string> Messages => _messages;

    /// <summary>Blocks the calling thread until the event has been said.</summary>
    public string WaitFor(string eventName)
    {
        while (_unread.TryTake(out string? message, BrowserTests.Deadline))
        {
            if (message.StartsWith(eventName + ":", StringComparison.Ordinal))
            {
                return message;
            }
        }

        throw new TimeoutException($"{eventName} was not said within {BrowserTests.Deadline.TotalSeconds:0} s. Said was: {string.Join('\n', _messages)}");
    }

    public override void Dispose()
    {
        base.Dispose();
        _unread.Dispose();
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        string message = $"{eventData.EventName}: {string.Format(CultureInfo.InvariantCulture, eventData.Message ?? "", [.. eventData.Payload ?? []])}";
        _messages.Enqueue(message);
        _unread.Add(message);
        Written?.Invoke(message);
    }
}
