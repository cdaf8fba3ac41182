using System.Runtime.InteropServices;
using System.Threading.Tasks;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Conformance.Script;

/// <summary>A page that never comes back holds up nobody but itself.</summary>
[Behaviour(103)]
public sealed class EndlessScriptTests(BrowserFixture browser) : BrowserTests(browser)
{
    [Fact]
    public Task The_thread_and_other_views_go_on_and_Close_ends_it() => RunAsync(async view =>
    {
        TestView other = await view.OpenAnotherAsync();
        await view.NavigateAsync(Site.Html("/endless", "endless"));

        // Another site, so another process.
        await other.NavigateAsync(Site.Html("/other", "other", "b.localhost"));

        Task<string> endless = view.Web.ExecuteScriptAsync("for (;;) ;");
        Assert.Equal("2", await other.Web.ExecuteScriptAsync("1 + 1"));
        Assert.True((await other.NavigateAsync(Site.Html("/other/next", "next", "b.localhost"))).IsSuccess);
        Assert.False(endless.IsCompleted);

        view.Controller.Close();
        await AssertAbortedAsync(endless);
        Assert.Equal("3", await other.Web.ExecuteScriptAsync("1 + 2"));
    });

    [Fact]
    public Task Everything_else_that_waits_for_the_view_ends_with_it_too() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/waiting", "waiting"));
        Task<string> endless = view.Web.ExecuteScriptAsync("for (;;) ;");
        Task<string> script = view.Web.ExecuteScriptAsync("1");
        Task<string> protocol = view.Web.CallDevToolsProtocolMethodAsync("Runtime.evaluate", """{"expression":"1"}""");
        Task<string> added = view.Web.AddScriptToExecuteOnDocumentCreatedAsync("1");

        view.Controller.Close();

        await AssertAbortedAsync(endless);
        await AssertAbortedAsync(script);
        await AssertAbortedAsync(protocol);
        await AssertAbortedAsync(added);
    });

    [Fact]
    public Task A_navigation_to_another_site_leaves_the_endless_page() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/stuck", "stuck"));
        Task<string> endless = view.Web.ExecuteScriptAsync("for (;;) ;");

        Assert.True((await view.NavigateAsync(Site.Html("/free", "free", "b.localhost"))).IsSuccess);

        Assert.Equal("\"free\"", await view.Web.ExecuteScriptAsync("document.body.innerText"));
        Assert.Equal("null", await endless);
    });

    private static async Task AssertAbortedAsync(Task call)
    {
        COMException aborted = await Assert.ThrowsAnyAsync<COMException>(() => call);
        Assert.Equal(unchecked((int)0x80004004), aborted.HResult);
    }
}
