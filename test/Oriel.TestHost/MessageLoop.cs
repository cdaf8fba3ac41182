using System;
using System.Collections.Concurrent;
using System.Threading;

namespace Oriel.TestHost;

/// <summary>An app's own message loop, the simplest there is: Oriel has to work with any.</summary>
internal sealed class MessageLoop : SynchronizationContext, IDisposable
{
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _messages = [];

    public override SynchronizationContext CreateCopy() => this;

    public override void Post(SendOrPostCallback d, object? state)
    {
        try
        {
            _messages.Add((d, state));
        }
        catch (InvalidOperationException)
        {
            // The loop has ended: nobody is there to run it, as with a window that was closed.
        }
    }

    /// <summary>Runs what is posted, until <see cref="End"/>.</summary>
    public void Run()
    {
        foreach ((SendOrPostCallback callback, object? state) in _messages.GetConsumingEnumerable())
        {
            callback(state);
        }
    }

    /// <summary>Lets the loop end after what has been posted so far.</summary>
    public void End() => _messages.CompleteAdding();

    public void Dispose() => _messages.Dispose();
}
