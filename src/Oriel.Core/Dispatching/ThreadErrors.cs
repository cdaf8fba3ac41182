using System;
using System.Threading;
using Oriel.Client.Errors;

namespace Oriel.Core.Dispatching;

/// <summary>The texts of what goes wrong with threads.</summary>
internal static class ThreadErrors
{
    internal static InvalidOperationException NoMessagePump(string member, Thread thread, SynchronizationContext? context)
    {
        string found = thread.IsThreadPoolThread ? "is a thread-pool thread" : context is null ? "has no SynchronizationContext" : $"has only the default {context.GetType().Name}, which posts to the thread pool";
        return new InvalidOperationException(
            $"{member} was called on thread {Name(thread)}, which {found}. A WebView2 belongs to a UI thread with a message pump, "
            + "because every callback is delivered there. Call it from your toolkit's UI thread; in a program without one, run your code inside "
            + "Oriel.Threading.MessagePump.Run(async () => …).");
    }

    /// <summary>The official exception, its sentence first, then what an author needs to find the place.</summary>
    internal static InvalidOperationException WrongThread(string type, string member, int owner) =>
        new($"{type} members can only be accessed from the UI thread. {type}.{member} belongs to thread {owner} and was called on thread "
            + $"{Name(Thread.CurrentThread)}. Post the call to the SynchronizationContext of thread {owner}, or await without ConfigureAwait(false) so that you stay on it.",
            new InvalidCastException($"{type} cannot be used from another thread than its own (E_NOINTERFACE).") { HResult = HResults.NoInterface });

    /// <summary>Where WebView2 hangs.</summary>
    internal static InvalidOperationException HopelessWait(Thread thread) =>
        new($"Thread {Name(thread)} was about to wait for a task of WebView2 (Task.Result, Task.Wait or GetAwaiter().GetResult(), of the task or of an async method that awaits it). The task can only "
            + "complete when this thread runs its message pump, so it would wait for ever. Use await.");

    internal static string Name(Thread thread) =>
        string.IsNullOrEmpty(thread.Name) ? thread.ManagedThreadId.ToString(System.Globalization.CultureInfo.InvariantCulture) : $"{thread.ManagedThreadId} (\"{thread.Name}\")";
}
