using System;
using System.Collections.Generic;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;

namespace Oriel.Threading;

/// <summary>
/// Tells whether a thread that is about to wait waits for the end of one of given tasks, by Task.Wait, Task.Result or Task.WaitAll: for the task itself, or for an async method that awaits it.
/// </summary>
/// <remarks>
/// The runtime tells a <see cref="SynchronizationContext"/> of a wait, but not what is waited for. Whoever waits for a task leaves an event among the task's continuations. That it is this
/// thread that waits on it is found by pulsing it: then the thread's handles are signaled. Nobody is disturbed by that, because a waiter looks again whether the event is set. So yes is
/// certain, and no is not: the fields read here are the framework's own, and where one has another name the answer is no.
/// </remarks>
internal static class HopelessWait
{
    /// <param name="tasks">Tasks that cannot complete as long as this thread waits.</param>
    /// <param name="isSignaled">Whether what the thread waits on is signaled now.</param>
    internal static bool IsForOneOf(List<Task> tasks, Func<bool> isSignaled)
    {
        try
        {
            return !isSignaled() && tasks.Exists(task => IsWaitedFor(task, isSignaled));
        }
        catch (MissingFieldException)
        {
            return false;
        }
    }

    private static bool IsWaitedFor(Task task, Func<bool> isSignaled)
    {
        if (Continuation(task) is not List<object?> several)
        {
            return IsWaiter(Continuation(task), isSignaled);
        }

        object?[] continuations;
        lock (several)
        {
            // The framework's own lock for it.
            continuations = [.. several];
        }

        return Array.Exists(continuations, continuation => IsWaiter(continuation, isSignaled));
    }

    private static bool IsWaiter(object? continuation, Func<bool> isSignaled) => continuation switch
    {
        ManualResetEventSlim waiter => Pulse(waiter) && isSignaled(),
        Task dependent => EndsAfter(dependent) && IsWaitedFor(dependent, isSignaled),
        Action { Target: Task method } => EndsAfter(method) && IsWaitedFor(method, isSignaled),
        null => false,
        _ => ActionOf(continuation) is { Target: Task method } && EndsAfter(method) && IsWaitedFor(method, isSignaled),
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
