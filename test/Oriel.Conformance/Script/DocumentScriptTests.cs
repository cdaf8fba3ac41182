using System;
using System.Linq;
using System.Threading.Tasks;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Conformance.Script;

/// <summary>Scripts that run at the start of every document.</summary>
[Behaviour(96)]
public sealed class DocumentScriptTests(BrowserFixture browser) : BrowserTests(browser)
{
    [Fact]
    public Task They_run_before_the_scripts_of_the_page_in_the_order_they_were_added() => RunAsync(async view =>
    {
        string first = await view.Web.AddScriptToExecuteOnDocumentCreatedAsync("window.order = ['first']");
        string second = await view.Web.AddScriptToExecuteOnDocumentCreatedAsync("window.order.push('second')");
        string third = await view.Web.AddScriptToExecuteOnDocumentCreatedAsync("window.order.push(document.readyState + !!document.body)");

        await view.NavigateAsync(Site.Html("/created", "<script>window.order.push('page')</script>"));

        Assert.Equal("[\"first\",\"second\",\"loadingfalse\",\"page\"]", await view.Web.ExecuteScriptAsync("order"));
        Assert.Equal(3, new[] { first, second, third }.Distinct().Count(id => id.Length > 0));
    });

    [Fact]
    public Task The_document_that_is_there_is_left_alone() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/left-alone", ""));

        await view.Web.AddScriptToExecuteOnDocumentCreatedAsync("window.added = true");

        Assert.Equal("\"undefined\"", await view.Web.ExecuteScriptAsync("typeof window.added"));
    });

    [Fact]
    public Task They_run_in_every_kind_of_document() => RunAsync(async view =>
    {
        await view.Web.AddScriptToExecuteOnDocumentCreatedAsync("window.created = location.protocol");

        await view.NavigateAsync(Site.Html("/kinds", ""));
        Assert.Equal("\"http:\"", await view.Web.ExecuteScriptAsync("created"));
        await view.NavigateAsync("about:blank");
        Assert.Equal("\"about:\"", await view.Web.ExecuteScriptAsync("created"));
        await view.NavigateAsync("data:text/html,data");
        Assert.Equal("\"data:\"", await view.Web.ExecuteScriptAsync("created"));
        await view.ShowAsync("<script>window.seen = window.created</script>");
        Assert.Equal("\"about:\"", await view.Web.ExecuteScriptAsync("seen"));
    });

    [Fact]
    public Task They_run_in_child_frames_of_any_site() => RunAsync(async view =>
    {
        await view.Web.AddScriptToExecuteOnDocumentCreatedAsync("window.created = true");
        const string Tell = "<script>top.postMessage([location.pathname, window.created === true].join(), '*')</script>";
        string same = Site.Html("/child/same", Tell);
        string cross = Site.Html("/child/cross", Tell + $"<iframe src='{Site.Html("/child/nested", Tell, "c.localhost")}'></iframe>", "b.localhost");

        await view.NavigateAsync(Site.Html(
            "/child", $"<script>window.told = []; onmessage = e => told.push(e.data)</script><iframe src='{same}'></iframe><iframe src='{cross}'></iframe>"));

        string[] told = [.. (await view.EvaluateAsync("told")).EnumerateArray().Select(item => item.GetString()!).Order(StringComparer.Ordinal)];
        Assert.Equal(["/child/cross,true", "/child/nested,true", "/child/same,true"], told);
    });

    [Fact]
    public Task A_removed_one_runs_no_more_and_the_others_do() => RunAsync(async view =>
    {
        string url = Site.Html("/removal", "");
        string removed = await view.Web.AddScriptToExecuteOnDocumentCreatedAsync("window.removed = true");
        await view.Web.AddScriptToExecuteOnDocumentCreatedAsync("window.stays = true");
        await view.NavigateAsync(url);
        Assert.Equal("[true,true]", await view.Web.ExecuteScriptAsync("[window.removed, window.stays]"));

        view.Web.RemoveScriptToExecuteOnDocumentCreated(removed);
        await view.CompletionOfAsync(view.Web.Reload);

        Assert.Equal("[null,true]", await view.Web.ExecuteScriptAsync("[window.removed, window.stays]"));
    });

    [Fact]
    public Task Removed_ones_do_not_run_in_frames_of_other_sites_either() => RunAsync(async view =>
    {
        string frame = Site.Html("/removal/frame", "<script>top.postMessage(typeof window.removed, '*')</script>", "b.localhost");
        string page = Site.Html("/removal/page", $"<script>onmessage = e => window.told = e.data</script><iframe src='{frame}'></iframe>");
        string removed = await view.Web.AddScriptToExecuteOnDocumentCreatedAsync("window.removed = true");
        await view.NavigateAsync(page);
        Assert.Equal("\"boolean\"", await view.Web.ExecuteScriptAsync("told"));

        view.Web.RemoveScriptToExecuteOnDocumentCreated(removed);
        await view.CompletionOfAsync(view.Web.Reload);

        Assert.Equal("\"undefined\"", await view.Web.ExecuteScriptAsync("told"));
    });

    [Theory]
    [InlineData("")]
    [InlineData("no such id")]
    [InlineData("12345678")]
    public Task An_unknown_id_is_ignored(string id) => RunAsync(async view =>
    {
        view.Web.RemoveScriptToExecuteOnDocumentCreated(id);

        Assert.True((await view.NavigateAsync(Site.Html("/unknown-id", ""))).IsSuccess);
    });

    [Fact]
    public Task Null_is_refused() => RunAsync(async view =>
    {
        await Assert.ThrowsAsync<ArgumentNullException>(() => view.Web.AddScriptToExecuteOnDocumentCreatedAsync(null!));
        Assert.Throws<ArgumentNullException>(() => view.Web.RemoveScriptToExecuteOnDocumentCreated(null!));
    });

    [Fact]
    public Task One_that_throws_or_is_no_script_harms_neither_the_page_nor_the_others() => RunAsync(async view =>
    {
        await view.Web.AddScriptToExecuteOnDocumentCreatedAsync("throw new Error('first')");
        await view.Web.AddScriptToExecuteOnDocumentCreatedAsync("this is no script");
        await view.Web.AddScriptToExecuteOnDocumentCreatedAsync("window.created = true");

        Assert.True((await view.NavigateAsync(Site.Html("/throwing", "<script>window.page = true</script>"))).IsSuccess);

        Assert.Equal("[true,true]", await view.Web.ExecuteScriptAsync("[created, page]"));
    });

    [Fact]
    public Task ContentLoading_comes_before_what_they_say() => RunAsync(async view =>
    {
        await view.Web.AddScriptToExecuteOnDocumentCreatedAsync("chrome.webview.postMessage('created')");

        await view.NavigateAsync(Site.Html("/loading-first", "<script>chrome.webview.postMessage('page')</script>"));

        string[] names = [.. view.Log.Events.Select(logged => logged.Name)];
        Assert.True(Array.IndexOf(names, "ContentLoading") < Array.IndexOf(names, "WebMessageReceived"), view.Log.ToString());
        Assert.Equal(["\"created\"", "\"page\""], view.Log.All<Microsoft.Web.WebView2.Core.CoreWebView2WebMessageReceivedEventArgs>("WebMessageReceived").Select(e => e.WebMessageAsJson));
    });

    [Fact]
    public Task Each_view_has_its_own() => RunAsync(async view =>
    {
        TestView other = await view.OpenAnotherAsync();
        await view.Web.AddScriptToExecuteOnDocumentCreatedAsync("window.created = true");
        string url = Site.Html("/own-scripts", "");

        await other.NavigateAsync(url);

        Assert.Equal("\"undefined\"", await other.Web.ExecuteScriptAsync("typeof created"));
    });
}
