using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Client.Connections;
using Oriel.Client.Sessions;
using Oriel.Core.Diagnostics;
using Oriel.Threading;

namespace Oriel.Core.Dispatching;

/// <summary>
/// The one place where anything crosses to a UI thread. Constraints, from the threading model: every event handler and every
/// completion of a thread runs on that thread, one at a time, in order, across all its views; while one is on the stack a nested
/// message loop delivers none.
/// </summary>
/// <remarks>
/// Scheme: one dispatcher for each context of a thread, with one queue; nearly every thread has one context. Posting to an empty queue posts one drain to the
/// <see cref="SynchronizationContext"/>. A drain that finds another drain of the thread on its stack (a nested loop) does nothing: what waits is delivered when the callback below has returned. A drain stops after <see cref="Batch"/> callbacks, and after one
/// that has thrown, and posts itself again, so that the toolkit's own messages and what was thrown get their turn.
/// </remarks>
internal sealed class UiDispatcher : ICallbackQueue
{
    private const int Batch = 64;

    private static readonly SendOrPostCallback s_drain = static state => ((UiDispatcher)state!).Drain();
    private static readonly SendOrPostCallback s_probe = static state => ((UiDispatcher)state!).OnProbe();
    private static readonly SendOrPostCallback s_throw = static state => ((ExceptionDispatchInfo)state!).Throw();

    private readonly Lock _lock = new();
    private readonly Queue<ICallback> _callbacks = new();
    private readonly SynchronizationContext _context;
    private readonly ThreadDelivery _thread;
    private readonly PumpWatch _watch;
    private readonly string _threadName;
    private bool _drainPosted;
    private bool _probePosted;
    private bool _nestedLoopTold;
    private bool _hasEnded;

    /// <summary>Something that was thrown waits in the thread's context.</summary>
    private volatile bool _hasThrown;

    internal UiDispatcher(Thread thread, SynchronizationContext context, ThreadDelivery delivery)
    {
        _context = context;
        _thread = delivery;
        _watch = new PumpWatch(OnWatchDue);
        _threadName = ThreadErrors.Name(thread);
        ThreadId = thread.ManagedThreadId;
        (context as MessagePumpSynchronizationContext)?.Ending += OnLoopEnding;
    }

    /// <summary>The thread's loop ends, on that thread. Other loops than our own do not tell.</summary>
    internal event Action? LoopEnding;

    internal int ThreadId { get; }

    internal bool IsOwnThread => Environment.CurrentManagedThreadId == ThreadId;

    /// <summary>The thread's message loop, when it is one that can wait for the browser's answers itself.</summary>
    internal ISourceLoop? SourceLoop => _context as ISourceLoop;

    /// <summary>The thread's calls that are not finished; null when it does not run our own pump, which alone can tell that it is blocked.</summary>
    internal UnfinishedCalls? Calls => (_context as MessagePumpSynchronizationContext)?.Calls;

    /// <summary>Whether the thread's loop has ended: nothing that is posted is run any more.</summary>
    internal bool HasEnded
    {
        get
        {
            lock (_lock)
            {
                return _hasEnded;
            }
        }
    }

    /// <summary>Whether a handler or completion of this thread is on the stack.</summary>
    internal bool IsDelivering => _thread.IsRunning;

    /// <summary>The arguments of the event whose handlers run, which name it; null while none do.</summary>
    internal object? Raising
    {
        get => _thread.Raising;
        set => _thread.Raising = value;
    }

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

        return ThreadDelivery.DispatcherOf(thread, context);
    }

    public void Post(ICallback callback)
    {
        SendOrPostCallback? posted = null;
        lock (_lock)
        {
            if (_hasEnded)
            {
                // As a closed window drops messages.
                return;
            }

            _callbacks.Enqueue(callback);
            if (_callbacks.Count == 1)
            {
                _watch.OnWaiting();
            }

            if (!_drainPosted)
            {
                _drainPosted = true;
                posted = s_drain;
            }
            else if (_thread.IsRunning && !_probePosted)
            {
                // Whoever runs this while a handler is on the stack is a loop inside that handler.
                _probePosted = true;
                posted = s_probe;
            }
        }

        if (posted is not null)
        {
            _context.Post(posted, this);
        }
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

    /// <summary>Hands an exception that left app code to the thread's own unhandled path: after the callback that runs, and before the next one.</summary>
    internal void ReportUnhandled(Exception exception)
    {
        _context.Post(s_throw, ExceptionDispatchInfo.Capture(exception));
        _hasThrown = true;
    }

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

    internal void PostDrain() => _context.Post(s_drain, this);

    private void Drain()
    {
        if (!_thread.TryBegin(this))
        {
            // A nested loop inside a handler: what waits is delivered after the handler.
            TellOfNestedLoop();
            return;
        }

        bool more = true;
        _hasThrown = false;
        try
        {
            for (int i = 0; i < Batch && !_hasThrown; i++)
            {
                ICallback? next;
                TimeSpan? recovered;
                lock (_lock)
                {
                    if (!_callbacks.TryDequeue(out next))
                    {
                        _drainPosted = false;
                        more = false;
                        return;
                    }

                    recovered = _watch.OnTaken(more: _callbacks.Count > 0);
                }

                if (recovered is { } blocked)
                {
                    OrielLog.ThreadRecovered(_threadName, blocked.TotalSeconds);
                }

                _nestedLoopTold = false;
                next.Invoke();
            }
        }
        finally
        {
            _thread.End();
            if (more)
            {
                PostDrain();
            }
        }
    }

    private string DescribeHandler() => Raising is { } args ? $"a handler of {EventNameOf(args.GetType())}" : "the code that goes on after an await, or a handler";

    private static string EventNameOf(Type args)
    {
        const string Suffix = "EventArgs";
        return args.Name.EndsWith(Suffix, StringComparison.Ordinal) ? args.Name["CoreWebView2".Length..^Suffix.Length] : "an event";
    }

    private void OnProbe()
    {
        lock (_lock)
        {
            _probePosted = false;
        }

        TellOfNestedLoop();
    }

    /// <summary>What was posted is run while a handler is on the stack.</summary>
    private void TellOfNestedLoop()
    {
        if (_thread.IsRunning && !_nestedLoopTold)
        {
            _nestedLoopTold = true;
            OrielLog.NestedLoop(_threadName, DescribeHandler());
        }
    }

    /// <summary>Closes what lives on this thread, and brings what was waited for to its end: another thread may be waiting for it, too.</summary>
    private void OnLoopEnding()
    {
        LoopEnding?.Invoke();
        ICallback[] last;
        lock (_lock)
        {
            _hasEnded = true;
            last = [.. _callbacks];
            _callbacks.Clear();
            _watch.Stop();
        }

        if (_thread.TryBegin(this))
        {
            Array.ForEach(last, static callback => callback.Invoke());
            _thread.End();
        }
    }

    /// <summary>On the pool.</summary>
    private void OnWatchDue()
    {
        string waiting;
        TimeSpan waited;
        lock (_lock)
        {
            if (!_watch.IsDue())
            {
                return;
            }

            waited = _watch.Waited;
            waiting = string.Join(", ", _callbacks.GroupBy(static callback => callback.Name).Select(static group => WaitingMembers.Describe(group.Key, group.Count())));
        }

        OrielLog.ThreadBlocked(_threadName, waited.TotalSeconds, _thread.IsRunning ? $"because it is in {DescribeHandler()}" : "because something outside of WebView2 keeps it from its message loop", waiting);
    }
}
