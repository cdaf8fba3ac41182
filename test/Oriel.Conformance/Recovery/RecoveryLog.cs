using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Recovery;
using Xunit;

namespace Oriel.Conformance.Recovery;

/// <summary>A view that is looked after, with what it tells, in order. Everything happens on its thread.</summary>
internal sealed class RecoveryLog
{
    private readonly List<EventArgs> _all = [];
    private readonly Dictionary<Type, int> _next = [];
    private readonly int _thread = Environment.CurrentManagedThreadId;

    // A test goes on when all handlers have returned, and what follows from them is done.
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RecoveryLog(ViewRecovery recovery)
    {
        Recovery = recovery;
        recovery.RecoveryStarting += (sender, e) => Record(sender, e);
        recovery.ControllerReplaced += (sender, e) => Record(sender, e);
        recovery.Recovered += (sender, e) => Record(sender, e);
        recovery.GaveUp += (sender, e) => Record(sender, e);
    }

    public ViewRecovery Recovery { get; }

    public CoreWebView2 Web => Recovery.WebView;

    public IReadOnlyList<EventArgs> All => _all;

    /// <summary>The next of its kind, be it recorded already or still to come.</summary>
    public async Task<TArgs> NextAsync<TArgs>()
        where TArgs : EventArgs
    {
        while (true)
        {
            int found = _all.FindIndex(_next.GetValueOrDefault(typeof(TArgs)), static args => args is TArgs);
            if (found >= 0)
            {
                _next[typeof(TArgs)] = found + 1;
                return (TArgs)_all[found];
            }

            await _more.Task;
        }
    }

    /// <summary>Waits until the view is back.</summary>
    public async Task<RecoveredEventArgs> RecoveredFromAsync(RecoveryCause cause)
    {
        RecoveredEventArgs args = await NextAsync<RecoveredEventArgs>();
        Assert.Equal(cause, args.Cause);
        return args;
    }

    private void Record(object? sender, EventArgs args)
    {
        Assert.Same(Recovery, sender);
        Assert.Equal(_thread, Environment.CurrentManagedThreadId);
        _all.Add(args);
        TaskCompletionSource more = _more;
        _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        more.SetResult();
    }
}
