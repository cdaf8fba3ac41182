using System;
using System.Threading.Tasks;
using Oriel.Conformance.Support;
using Oriel.Diagnostics;
using Oriel.TestKit;
using Xunit;
using Kind = Microsoft.Web.WebView2.Core.CoreWebView2ProcessFailedKind;
using Reason = Microsoft.Web.WebView2.Core.CoreWebView2ProcessFailedReason;

namespace Oriel.Conformance.ProcessFailures;

/// <summary>The limit an app has that sets none. A class of its own: it waits for half a minute while others run.</summary>
public sealed class UnresponsiveLimitTests : FailureTests
{
    private protected override TimeSpan BodyBound => TimeSpan.FromSeconds(60);

    [Fact]
    [Behaviour(46)]
    public Task A_hang_is_told_after_fifteen_seconds() => RunAsync(async (view, failures) =>
    {
        await view.NavigateAsync(Site.Html("/hang", "hang"));
        long begin = TimeProvider.System.GetTimestamp();
        Task<string> script = view.Web.ExecuteScriptAsync("for (;;) ;");

        await failures.ExpectAsync(Kind.RenderProcessUnresponsive, Reason.Unresponsive, 259);

        // Later on a machine that is busy, never sooner.
        Assert.InRange(TimeProvider.System.GetElapsedTime(begin), TimeSpan.FromSeconds(14.9), BodyBound);
        await RendererControl.Of(view.Web).EndScriptAsync();
        Assert.Equal("null", await script);
    });
}
