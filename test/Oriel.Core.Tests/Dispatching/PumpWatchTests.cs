using System;
using System.Threading;
using Oriel.Core.Dispatching;
using Oriel.Diagnostics;
using Xunit;

namespace Oriel.Core.Tests.Dispatching;

/// <summary>When a blocked thread is told of, and when not.</summary>
public sealed class PumpWatchTests
{
    [Fact]
    public void A_callback_that_waits_longer_than_the_limit_is_due_once_and_its_end_is_told()
    {
        Bell due = new();
        PumpWatch watch = new(due.Ring, static () => false);
        watch.OnWaiting();
        AwaitDue(watch, due);
        Assert.False(watch.IsDue());
        Assert.True(watch.OnTaken(more: false) >= OrielDiagnostics.BlockedThreadLimit);
        Assert.Null(watch.OnTaken(more: false));
        watch.Stop();
    }

    [Fact]
    public void In_a_debugger_it_stays_quiet_until_the_debugger_is_gone()
    {
        Bell due = new();
        bool isDebugged = true;
        PumpWatch watch = new(due.Ring, () => isDebugged);
        watch.OnWaiting();
        due.Await();
        Assert.False(watch.IsDue());
        Assert.Null(watch.OnTaken(more: true));

        isDebugged = false;
        AwaitDue(watch, due);
        watch.Stop();
    }

    /// <summary>A timer may run before its time has come by the clock that the watch reads; it is then set again.</summary>
    private static void AwaitDue(PumpWatch watch, Bell due)
    {
        do
        {
            due.Await();
        }
        while (!watch.IsDue());
    }

    /// <summary>An event that outlives the test that waited for it: a timer that is stopped may still be running.</summary>
    private sealed class Bell
    {
        private readonly object _lock = new();
        private bool _hasRung;

        internal void Ring()
        {
            lock (_lock)
            {
                _hasRung = true;
                Monitor.Pulse(_lock);
            }
        }

        internal void Await()
        {
            lock (_lock)
            {
                while (!_hasRung)
                {
                    Assert.True(Monitor.Wait(_lock, TimeSpan.FromSeconds(60)), "The watch's timer has not run for a minute.");
                }

                _hasRung = false;
            }
        }
    }
}
