using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.Testing;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Conformance.ProcessFailures;

/// <summary>The network service ends while a page waits for it.</summary>
public sealed class NetworkServiceTests : FailureTests
{
    [Theory]
    [Behaviour(48)]
    [InlineData("document", false)]
    [InlineData("document", true)]
    [InlineData("frame", true)]
    public Task A_navigation_that_is_under_way_ends(string what, bool hasArrived) => RunAsync(async (view, failures) =>
    {
        Held held = Site.Hold("/held", "held", "b.localhost");
        string url = what == "document" ? held.Url : Site.Html("/page", $"page<iframe src='{held.Url}'></iframe>");
        await view.NavigateAsync(Site.Html("/first", "first"));
        FaultInjection faults = FaultInjection.Of(view.Environment);
        TaskCompletionSource starting = new();
        if (!hasArrived)
        {
            view.Web.NavigationStarting += (_, _) => starting.TrySetResult();
        }

        Task<CoreWebView2NavigationCompletedEventArgs> completed = view.NavigateAsync(url);
        await (hasArrived ? (Task)held.Arrived : starting.Task);
        await faults.KillAsync(ProcessRole.NetworkService);
        Assert.Equal(CoreWebView2ProcessFailedKind.UtilityProcessExited, (await failures.NextAsync()).ProcessFailedKind);

        Assert.Equal(what == "frame", (await completed).IsSuccess);
        held.Release();
        Assert.True((await view.NavigateAsync(held.Url)).IsSuccess);
        Assert.Single(failures.All);
    });
}
