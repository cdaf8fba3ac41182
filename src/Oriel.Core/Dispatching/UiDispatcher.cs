using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Client.Connections;
using Oriel.Client.Sessions;
using Oriel.Core.Diagnostics;

namespace Oriel.Core.Dispatching;

/// <summary>
/// The one place where anything crosses to a UI thread. Constraints, from the threading model: every event handler and every
/// completion of a thread runs on that thread, one at a time, in order, across all its views; while one is on the stack a nested
/// message loop delivers none.
/// </summary>
/// <remarks>
/// Scheme: one dispatcher per thread, with one queue. Posting to an empty queue posts one drain to the thread's
/// <see cref="SynchronizationContext"/>. A drain that finds another drain on its stack (a nested loop) does nothing: the outer one
/// goes on when its callback has returned. A drain stops after <see cref="Batch"/> callbacks and posts itself again, so that the
/// toolkit's own messages get their turn.
/// </remarks>
internal sealed class UiDispatcher : ICallbackQueue
{
    private const int Batch = 64;

    private static readonly ConditionalWeakTable<Thread, UiDispatcher> s_dispatchers = [];
    private static readonly SendOrPostCallback s_drain = static state => ((UiDispatcher)state!).Drain();
    private static readonly SendOrPostCallback s_throw = static state => ((ExceptionDispatchInfo)state!).Throw();

    private readonly Lock _lock = new();
    private readonly Queue<ICallback> _callbacks = new();
    private readonly SynchronizationContext _context;
    private bool _drainPosted;
    private bool _running;

    private UiDispatcher(Thread thread, SynchronizationContext context)
    {
        _context = context;
        ThreadId = thread.ManagedThreadId;
    }

    internal int ThreadId { get; }

    internal bool IsOwnThread => Environment.CurrentManagedThreadId == ThreadId;

    /// <summary>The thread's message loop, when it is one that can wait for the browser's answers itself.</summary>
    internal ISourceLoop? SourceLoop => _context as ISourceLoop;

    /// <summary>Whether a handler or completion of this thread is on the stack.</summary>
    internal bool IsDelivering => _running;

    /// <summary>The dispatcher of the calling thread.</summary>
    /// <exception cref="InvalidOperationException">The thread has no message pump.</exception>
    internal static UiDispatcher ForCurrentThread(string member)
    {
        SynchronizationContext? context = SynchronizationContext.Current;
        Thread thread = Thread.CurrentThread;
        if (context is null || context.GetType() == typeof(SynchronizationContext) || thread.IsThreadPoolThread)
        {
            throw ThreadErrors.NoMessagePump(member, thread, context);
        }

        if (s_dispatchers.TryGetValue(thread, out UiDispatcher? known) && ReferenceEquals(known._context, context))
        {
            return known;
        }

        UiDispatcher made = new(thread, context);
        s_dispatchers.AddOrUpdate(thread, made);
        return made;
    }

    public void Post(ICallback callback)
    {
        lock (_lock)
        {
            _callbacks.Enqueue(callback);
            if (_drainPosted)
            {
                return;
            }

            _drainPosted = true;
        }

        _context.Post(s_drain, this);
    }

    /// <summary>
    /// Brings the end of work that was done elsewhere into this thread's order: what awaits the returned task goes on when its turn
    /// comes, and, like every completion, not inside a handler's nested loop.
    /// </summary>
    internal Task<T> Marshal<T>(Task<T> task)
    {
        MarshalledResult<T> result = new(task);
        _ = task.ContinueWith(_ => Post(result), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return result.Task;
    }

    /// <summary>Hands an exception that left app code to the thread's own unhandled path, without disturbing what is being delivered.</summary>
    internal void ReportUnhandled(Exception exception) => _context.Post(s_throw, ExceptionDispatchInfo.Capture(exception));

    /// <summary>
    /// Watches work nobody awaits. A call that the browser refused, or that ended with the connection, is told where it matters by the
    /// target's or the connection's own end; anything else is a defect and goes to the thread's unhandled path.
    /// </summary>
    internal void Observe(Task task)
    {
        if (!task.IsCompletedSuccessfully)
        {
            _ = ObserveAsync(task);
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Handed to the thread's own unhandled path.")]
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task ObserveAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception e) when (e is CdpException or ConnectionClosedException or SessionClosedException)
        {
            OrielEventSource.Log.CallDropped(e.Message);
        }
        catch (Exception e)
        {
            ReportUnhandled(e);
        }
    }

    private void Drain()
    {
        if (_running)
        {
            // A nested loop inside a handler: the drain below us on the stack delivers what waits, after the handler.
            return;
        }

        _running = true;
        bool more = true;
        try
        {
            for (int i = 0; i < Batch; i++)
            {
                ICallback? next;
                lock (_lock)
                {
                    if (!_callbacks.TryDequeue(out next))
                    {
                        _drainPosted = false;
                        more = false;
                        return;
                    }
                }

                next.Invoke();
            }
        }
        finally
        {
            _running = false;
            if (more)
            {
                _context.Post(s_drain, this);
            }
        }
    }
}
