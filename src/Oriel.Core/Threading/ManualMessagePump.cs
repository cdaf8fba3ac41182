using System;
using System.Threading;

namespace Oriel.Threading;

/// <summary>
/// A message pump that is turned by hand: a callback runs when the thread says so, and time goes when it says so. For tests of code that lives on a UI thread, which then
/// run the same way every time.
/// </summary>
/// <remarks>
/// Thread: that of the constructor, which has the pump's <see cref="SynchronizationContext"/> until <see cref="Dispose"/>. <see cref="MessagePump.PushFrame"/>, <see cref="MessagePump.Exit"/> and
/// <see cref="MessagePump.UnhandledException"/> work in it as in <see cref="MessagePump.Run(Func{System.Threading.Tasks.Task})"/>, but that time stands still in a nested loop, too: its timers do not end it. After an exit nothing is run any more.
/// </remarks>
public sealed class ManualMessagePump : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly SynchronizationContext? _previous = SynchronizationContext.Current;
    private readonly MessagePumpSynchronizationContext _context;
    private bool _isDisposed;

    /// <summary>Makes the calling thread one with a pump.</summary>
    /// <exception cref="InvalidOperationException">This thread has a pump already.</exception>
    public ManualMessagePump()
    {
        if (_previous is MessagePumpSynchronizationContext)
        {
            throw new InvalidOperationException(
                $"A ManualMessagePump was made on thread {Environment.CurrentManagedThreadId}, which has a pump already. A thread has one; make it on another thread or dispose of the first.");
        }

        _context = new MessagePumpSynchronizationContext(Thread.CurrentThread, _clock);
        SynchronizationContext.SetSynchronizationContext(_context);
    }

    /// <summary>How many callbacks wait for their turn. Any thread.</summary>
    public int Count => _context.Count;

    /// <summary>The pump's time, which begins at midnight of January 1st, 2000 (UTC), and goes by <see cref="Advance"/> alone. Its timers tick on this thread, in the order in which they are due.</summary>
    public TimeProvider TimeProvider => _context.Time;

    /// <summary>Runs the callback that has waited longest.</summary>
    /// <returns>False when none waits, or <see cref="MessagePump.Exit"/> was called.</returns>
    /// <exception cref="InvalidOperationException">Wrong thread.</exception>
    /// <exception cref="ObjectDisposedException">The pump has ended.</exception>
    /// <remarks>Throws what the callback throws, unless a handler of <see cref="MessagePump.UnhandledException"/> handles it. The callback is gone from the queue then, and the others are still there.</remarks>
    public bool RunOne()
    {
        CheckThread(nameof(RunOne));
        return _context.RunOne();
    }

    /// <summary>Runs callbacks until none waits, those that are posted meanwhile included.</summary>
    /// <returns>How many it were.</returns>
    /// <exception cref="InvalidOperationException">Wrong thread.</exception>
    /// <inheritdoc cref="RunOne" path="/remarks"/>
    public int RunAll()
    {
        CheckThread(nameof(RunAll));
        int count = 0;
        while (_context.RunOne())
        {
            count++;
        }

        return count;
    }

    /// <summary>Blocks until a callback waits, such as one that a browser or another thread will post.</summary>
    /// <param name="timeout">The longest time to wait, of the real clock; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
    /// <returns>False when none came in time.</returns>
    /// <exception cref="InvalidOperationException">Wrong thread.</exception>
    public bool WaitForCallback(TimeSpan timeout)
    {
        CheckThread(nameof(WaitForCallback));
        return _context.WaitForCallback(timeout);
    }

    /// <summary>Lets time go by: runs what waits, then each timer at the time it is due with all that follows from it, and leaves the clock where it is to be.</summary>
    /// <param name="time">Not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    /// <exception cref="InvalidOperationException">Wrong thread.</exception>
    /// <inheritdoc cref="RunOne" path="/remarks"/>
    public void Advance(TimeSpan time)
    {
        CheckThread(nameof(Advance));
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        PumpTimers timers = _context.Time.Timers;
        RunAll();
        while (timers.UntilNext is { } next && next <= time)
        {
            _clock.Advance(next);
            time -= next;
            RunAll();
        }

        _clock.Advance(time);
    }

    /// <summary>Ends the pump, and gives the thread back the context it had. Callbacks that still wait are dropped, and views that are open are closed.</summary>
    /// <exception cref="InvalidOperationException">Wrong thread.</exception>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        CheckThread(nameof(Dispose));
        _isDisposed = true;
        _context.Dispose();
        if (SynchronizationContext.Current == _context)
        {
            SynchronizationContext.SetSynchronizationContext(_previous);
        }
    }

    private void CheckThread(string member)
    {
        if (!_context.IsOwnThread)
        {
            throw new InvalidOperationException(
                $"ManualMessagePump.{member} was called on thread {Environment.CurrentManagedThreadId}. The pump belongs to the thread that made it; call it there, or post to its SynchronizationContext.");
        }

        ObjectDisposedException.ThrowIf(_isDisposed, this);
    }
}
