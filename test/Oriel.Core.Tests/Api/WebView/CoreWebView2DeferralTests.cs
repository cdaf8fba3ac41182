using System;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.Web.WebView2.Core;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Core.Tests.Api;

public sealed class CoreWebView2DeferralTests
{
    private int _completed;
    private int _abandoned;

    [Fact, Behaviour(85), Behaviour(86)]
    public void Completing_counts_once_however_often_and_by_whichever_way()
    {
        using (CoreWebView2Deferral deferral = Take())
        {
            deferral.Complete();
            deferral.Complete();
            deferral.Dispose();
        }

        Assert.Equal((1, 0), (_completed, _abandoned));
    }

    [Fact, Behaviour(85)]
    public void Disposing_completes()
    {
        Take().Dispose();

        Assert.Equal((1, 0), (_completed, _abandoned));
    }

    [Fact, Behaviour(85)]
    public void One_that_nobody_holds_any_longer_is_completed_when_it_is_collected()
    {
        Drop(complete: false);

        Collect();

        Assert.Equal((0, 1), (_completed, Volatile.Read(ref _abandoned)));
    }

    [Fact, Behaviour(86)]
    public void One_that_was_completed_is_not_completed_again_when_it_is_collected()
    {
        Drop(complete: true);

        Collect();

        Assert.Equal((1, 0), (_completed, Volatile.Read(ref _abandoned)));
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    private CoreWebView2Deferral Take() => new(() => _completed++, () => Interlocked.Increment(ref _abandoned));

    // Not inlined, so that no local of the caller keeps the deferral.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Drop(bool complete)
    {
        CoreWebView2Deferral deferral = Take();
        if (complete)
        {
            deferral.Complete();
        }
    }
}
