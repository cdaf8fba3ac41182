using System;
using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;

namespace OfficialApp;

/// <summary>What a UI toolkit would give the app: a thread that runs what is posted to it. The official assembly has none for a console app.</summary>
internal sealed class MessageLoop : SynchronizationContext
{
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _messages = new();

    /// <summary>Runs messages until the task that <paramref name="main"/> begins is complete.</summary>
    public static void Run(Func<Task> main)
    {
        MessageLoop loop = new();
        SetSynchronizationContext(loop);
        Task task = main();
        task.ContinueWith(_ => loop._messages.CompleteAdding(), TaskScheduler.Default);
        foreach ((SendOrPostCallback callback, object? state) in loop._messages.GetConsumingEnumerable())
        {
            callback(state);
        }

        task.GetAwaiter().GetResult();
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        try
        {
            _messages.Add((d, state));
        }
        catch (InvalidOperationException)
        {
            // The loop has ended.
        }
    }
}
