using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Core.Dispatching;

namespace Oriel.Threading;

/// <summary>
/// Tells whether a thread that is about to wait waits for the end of one of given tasks, by Task.Wait, Task.Result or Task.WaitAll: for the task itself, or for an async method that awaits it (docs/adr/0017).
/// </summary>
/// <remarks>
/// The runtime tells a <see cref="SynchronizationContext"/> of a wait, but not what is waited for. Whoever waits for a task leaves an event among the task's continuations. That it is this
/// thread that waits on it is found by pulsing it: then what the thread waits on is signaled. Nobody is disturbed by that, because a waiter looks again whether the event is set. It could be
/// somebody else who signaled it at that moment, so this is believed when it is seen twice. So yes is certain, and no is not: the fields read here are the framework's own,
/// and where one has another name the answer is no.
/// </remarks>
/// <param name="thread">The thread, for what is thrown.</param>
internal sealed class HopelessWait(Thread thread)
{
    /// <summary>What is returned for handles of which none is signaled.</summary>
    private const int WaitTimeout = 258;

    private object? _seen;

    /// <summary>Whether the calling thread waits for an event, and not for a lock, whose handles are better not touched.</summary>
    internal static bool IsPossible()
    {
        StackTrace stack = new(skipFrames: 1, fNeedFileInfo: false);
        for (int i = 0; i < Math.Min(stack.FrameCount, 6); i++)
        {
            if (stack.GetFrame(i)?.GetMethod()?.DeclaringType == typeof(ManualResetEventSlim))
            {
                return true;
            }
        }

        return false;
    }

    /// <param name="tasks">Tasks that cannot complete as long as this thread waits.</param>
    /// <param name="wait">Waits for nothing: returns what is signaled now.</param>
    /// <returns>What the wait is to return; null when it is to go on.</returns>
    /// <exception cref="InvalidOperationException">The wait is hopeless.</exception>
    internal int? Look(List<Task> tasks, Func<int> wait)
    {
        int now = wait();
        if (now != WaitTimeout)
        {
            // It may not be signaled a second time.
            return now;
        }

        object? waiter = Find(tasks, () => (now = wait()) != WaitTimeout);
        if (waiter is null || !ReferenceEquals(waiter, _seen))
        {
            _seen = waiter;
            return waiter is null ? null : now;
        }

        _seen = null;
        throw ThreadErrors.HopelessWait(thread);
    }

    private static ManualResetEventSlim? Find(List<Task> tasks, Func<bool> isSignaled)
    {
        try
        {
            foreach (Task task in tasks)
            {
                if (FindWaiter(task, isSignaled) is { } waiter)
                {
                    return waiter;
                }
            }
        }
        catch (MissingFieldException)
        {
            // Another framework than those known.
        }

        return null;
    }

    private static ManualResetEventSlim? FindWaiter(Task task, Func<bool> isSignaled)
    {
        if (Continuation(task) is not List<object?> several)
        {
            return FindWaiter(Continuation(task), isSignaled);
        }

        object?[] continuations;
        lock (several)
        {
            // The framework's own lock for it.
            continuations = [.. several];
        }

        foreach (object? continuation in continuations)
        {
            if (FindWaiter(continuation, isSignaled) is { } waiter)
            {
                return waiter;
            }
        }

        return null;
    }

    private static ManualResetEventSlim? FindWaiter(object? continuation, Func<bool> isSignaled) => continuation switch
    {
        ManualResetEventSlim waiter => Pulse(waiter) && isSignaled() ? waiter : null,
        Task dependent => EndsAfter(dependent) ? FindWaiter(dependent, isSignaled) : null,
        Action { Target: Task method } => EndsAfter(method) ? FindWaiter(method, isSignaled) : null,
        null => null,
        _ => ActionOf(continuation) is { Target: Task method } && EndsAfter(method) ? FindWaiter(method, isSignaled) : null,
    };

    /// <summary>Whether a task that is continued when another ends cannot end before: an async method, and Task.WhenAll, but not Task.WhenAny.</summary>
    private static bool EndsAfter(Task dependent)
    {
        Type type = dependent.GetType();
        return type.DeclaringType == typeof(AsyncTaskMethodBuilder<>)
            || (type.DeclaringType == typeof(Task) && type.Name.StartsWith("WhenAllPromise", StringComparison.Ordinal));
    }

    private static bool Pulse(ManualResetEventSlim waiter)
    {
        if (LockOf(waiter) is not { } monitor)
        {
            // Nobody has come to the point of waiting on it.
            return false;
        }

        lock (monitor)
        {
            Monitor.PulseAll(monitor);
        }

        return true;
    }

    /// <summary>What an await in a context or scheduler continues with: of a type that is the framework's own.</summary>
    private static Action? ActionOf(object continuation)
    {
        for (Type? type = continuation.GetType(); type is not null; type = type.BaseType)
        {
            if (type.GetField("m_action", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly) is { } field)
            {
                return field.GetValue(continuation) as Action;
            }
        }

        return null;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_continuationObject")]
    private static extern ref object? Continuation(Task task);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "m_lock")]
    private static extern ref object? LockOf(ManualResetEventSlim waiter);
}
