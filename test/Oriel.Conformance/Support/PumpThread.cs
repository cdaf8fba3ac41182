using System;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Threading;

namespace Oriel.Conformance.Support;

/// <summary>A UI thread: runs a message pump on a thread of its own until what it was given is done.</summary>
internal static class PumpThread
{
    /// <returns>Complete when the pump has ended; with what it threw, if it did.</returns>
    public static Task RunAsync(string name, Func<Task> main)
    {
        TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Thread thread = new(() =>
        {
            try
            {
                MessagePump.Run(main);
                ended.SetResult();
            }
            catch (Exception exception)
            {
                ended.SetException(exception);
            }
        })
        {
            // A test that never ends must not keep the test host alive.
            IsBackground = true,
            Name = name,
        };
        thread.Start();
        return ended.Task;
    }
}
