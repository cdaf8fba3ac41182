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

    public EventSourceLog(string name)
    {
        foreach (EventSource source in EventSource.GetSources().Where(source => source.Name == name))
        {
            EnableEvents(source, EventLevel.Verbose);
        }
    }

    public IReadOnlyCollection<string> Messages => _messages;

    protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
        _messages.Enqueue($"{eventData.EventName}: {string.Format(CultureInfo.InvariantCulture, eventData.Message ?? "", [.. eventData.Payload ?? []])}");
}
