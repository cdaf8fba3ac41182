using System;
using System.Diagnostics;
using System.Threading;
using Oriel.Client.Connections;
using Oriel.Core.Dispatching;

namespace Oriel.Threading;

/// <summary>What a thread with a pump posts to, and what turns the pump. A callback posted after the pump has ended is dropped, as a closed window drops messages.</summary>
internal sealed class MessagePumpSynchronizationContext : SynchronizationContext, ISourceLoop, IDisposable
{
    private readonly PumpQueue _queue = new();
    private readonly Lazy<PumpTimeProvider> _time;
    private readonly Thread _thread;
    private readonly HopelessWait _hopelessWait;
    private readonly bool _isManual;
    private bool _isExiting;
    private bool _isLookingAtWait;

    /// <param name="thread">The thread that will run the callbacks.</param>
    /// <param name="manualClock">The clock of a pump that is turned by hand; null for one that runs by itself.</param>
    internal MessagePumpSynchronizationContext(Thread thread, ManualClock? manualClock = null)
    {
        _thread = thread;
        _hopelessWait = new HopelessWait(thread);
        _isManual = manualClock is not null;
        _time = new Lazy<PumpTimeProvider>(() => new PumpTimeProvider(this, manualClock ?? TimeProvider.System));
        SetWaitNotificationRequired();
    }

    /// <summary>On the pump's thread.</summary>
    internal event EventHandler<MessagePumpUnhandledExceptionEventArgs>? UnhandledException;

    /// <summary>The pump ends: the last that runs on its thread. What this does must not throw.</summary>
    internal event Action? Ending;

    /// <summary>The calls made on this thread that need it to come to their end.</summary>
    internal UnfinishedCalls Calls { get; } = new();

    internal bool IsOwnThread => Thread.CurrentThread == _thread;

    internal PumpTimeProvider Time => _time.Value;

    internal int Count => _queue.Count;

    public override SynchronizationContext CreateCopy() => this;

    public override void Post(SendOrPostCallback d, object? state) => _ = TryPost(d, state);

    public override void Send(SendOrPostCallback d, object? state)
    {
        if (!IsOwnThread)
        {
            throw new NotSupportedException(
                "SynchronizationContext.Send blocks the calling thread until the pump has run the callback, which deadlocks easily. Use Post, or await.");
        }

        d(state);
    }

    /// <summary>The runtime asks before this thread blocks.</summary>
    /// <exception cref="InvalidOperationException">It would block for ever, because it waits for what only itself can bring about.</exception>
    public override int Wait(IntPtr[] waitHandles, bool waitAll, int millisecondsTimeout)
    {
        if (millisecondsTimeout == Timeout.Infinite && !_isLookingAtWait && IsOwnThread)
        {
            // To look may itself wait for a moment, for a lock.
            _isLookingAtWait = true;
            try
            {
                if (HopelessWait.IsPossible() && _hopelessWait.Look(Calls.Tasks(), () => WaitHelper(waitHandles, waitAll, 0)) is { } returned)
                {
                    return returned;
                }
            }
            finally
            {
                _isLookingAtWait = false;
            }
        }

        return WaitHelper(waitHandles, waitAll, millisecondsTimeout);
    }

    /// <returns>False for a pump that is turned by hand, too: nobody knows when it is turned next.</returns>
    public bool TryWatch(ILoopSource source) => !_isManual && _queue.TryWatch(source);

    public void Unwatch(ILoopSource source) => _queue.Unwatch(source);

    /// <returns>False when the pump has ended.</returns>
    internal bool TryPost(SendOrPostCallback d, object? state) => _queue.TryPost(d, state);

    /// <summary>Any thread: makes a pump that sleeps look again whether its frame goes on, and how long it may sleep.</summary>
    internal void LookAgain()
    {
        if (!IsOwnThread)
        {
            Post(static _ => { }, null);
        }
    }

    internal void Exit() => _isExiting = true;

    internal void PushFrame(MessagePumpFrame frame)
    {
        try
        {
            while (frame.Continue && !_isExiting)
            {
                TimeSpan untilTimer = PostDueTimers();
                if (!TryRunOne())
                {
                    // A clock that is turned by hand does not go while its thread sleeps.
                    _queue.Sleep(_isManual ? Timeout.InfiniteTimeSpan : untilTimer);
                }
            }
        }
        finally
        {
            _queue.OnLeft();
        }
    }

    /// <returns>False when nothing waits, or the pump is to end.</returns>
    internal bool RunOne()
    {
        _ = PostDueTimers();
        return !_isExiting && TryRunOne();
    }

    /// <returns>False when nothing waits after that time.</returns>
    internal bool WaitForCallback(TimeSpan timeout)
    {
        long begin = Stopwatch.GetTimestamp();
        while (Count == 0)
        {
            TimeSpan left = timeout == Timeout.InfiniteTimeSpan ? timeout : timeout - Stopwatch.GetElapsedTime(begin);
            if (left <= TimeSpan.Zero && left != Timeout.InfiniteTimeSpan)
            {
                return false;
            }

            _queue.Sleep(left);
        }

        return true;
    }

    public void Dispose()
    {
        try
        {
            Ending?.Invoke();
        }
        finally
        {
            _queue.Dispose();
        }
    }

    private TimeSpan PostDueTimers() => _time.IsValueCreated ? _time.Value.Timers.PostDue() : Timeout.InfiniteTimeSpan;

    private bool TryRunOne()
    {
        if (!_queue.TryTake(out SendOrPostCallback? callback, out object? state))
        {
            return false;
        }

        try
        {
            callback(state);
        }
        catch (Exception exception) when (UnhandledException is { } handlers)
        {
            MessagePumpUnhandledExceptionEventArgs args = new(exception);
            handlers(null, args);
            if (!args.Handled)
            {
                throw;
            }
        }

        return true;
    }
}
