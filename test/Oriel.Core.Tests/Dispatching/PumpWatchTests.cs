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
        using AutoResetEvent due = new(initialState: false);
        PumpWatch watch = new(() => due.Set(), static () => false);
        watch.OnWaiting();
        Assert.True(due.WaitOne(TimeSpan.FromSeconds(60)));
        Assert.True(watch.IsDue());
        Assert.False(watch.IsDue());
        Assert.True(watch.OnTaken(more: false) >= OrielDiagnostics.BlockedThreadLimit);
        Assert.Null(watch.OnTaken(more: false));
        watch.Stop();
    }

    [Fact]
    public void In_a_debugger_it_stays_quiet_until_the_debugger_is_gone()
    {
        using AutoResetEvent due = new(initialState: false);
        bool isDebugged = true;
        PumpWatch watch = new(() => due.Set(), () => isDebugged);
        watch.OnWaiting();
        Assert.True(due.WaitOne(TimeSpan.FromSeconds(60)));
        Assert.False(watch.IsDue());
        Assert.Null(watch.OnTaken(more: true));

        isDebugged = false;
        Assert.True(due.WaitOne(TimeSpan.FromSeconds(60)));
        while (!watch.IsDue())
        {
            // A timer may run early by less than a millisecond; it is set again.
            Assert.True(due.WaitOne(TimeSpan.FromSeconds(60)));
        }

        watch.Stop();
    }
}
