using System;
using System.Diagnostics.Tracing;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace Oriel.Conformance.Support;

/// <summary>Listens to the event source "Oriel" as an app or a tool would.</summary>
internal sealed class SourceListener : EventListener
{
    private readonly Channel<string> _messages = Channel.CreateUnbounded<string>();

    /// <summary>The next message that contains a text. Those before it are passed over.</summary>
    public async Task<string> NextAsync(string text)
    {
        await foreach (string message in _messages.Reader.ReadAllAsync())
        {
            if (message.Contains(text, StringComparison.Ordinal))
            {
                return message;
            }
        }

        throw new InvalidOperationException("The listener was disposed of.");
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == "Oriel")
        {
            EnableEvents(eventSource, EventLevel.Informational);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        // The base class calls this from its constructor's work, before the channel is made.
        if (eventData.Payload is [string message, ..])
        {
            _messages?.Writer.TryWrite(message);
        }
    }
}
