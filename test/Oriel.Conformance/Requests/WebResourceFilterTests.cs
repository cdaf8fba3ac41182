using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Oriel.TestKit.Site;
using Xunit;

namespace Oriel.Conformance.Requests;

/// <summary>Which requests are raised.</summary>
public sealed class WebResourceFilterTests(BrowserFixture browser) : BrowserTests(browser)
{
    [Fact]
    [Behaviour(117)]
    public Task Without_a_filter_nothing_is_raised() => RunAsync(async view =>
    {
        List<string> seen = Record(view);
        await view.NavigateAsync(Page("/filter/none"));
        Assert.Empty(seen);
        view.Web.AddWebResourceRequestedFilter(null!, CoreWebView2WebResourceContext.All);
        await view.NavigateAsync(Page("/filter/null"));
        Assert.Empty(seen);
    });

    [Fact]
    [Behaviour(117)]
    public Task Each_request_is_raised_with_what_it_is_for() => RunAsync(async view =>
    {
        List<string> seen = Record(view);
        view.Web.AddWebResourceRequestedFilter("*/filter/*", CoreWebView2WebResourceContext.All);
        await view.NavigateAsync(Page("/filter/all"));
        await view.Web.CallDevToolsProtocolMethodAsync("Runtime.evaluate", """{"expression":"fetch('/filter/fetched').then(r => r.text())","awaitPromise":true}""");
        await view.Web.CallDevToolsProtocolMethodAsync(
            "Runtime.evaluate", """{"expression":"new Promise(done => { const x = new XMLHttpRequest(); x.onload = done; x.open('GET', '/filter/xhr'); x.send() })","awaitPromise":true}""");

        Assert.Equal(
            ["Document /filter/all", "Image /filter/image.svg", "Script /filter/script.js", "Stylesheet /filter/style.css", "XmlHttpRequest /filter/fetched", "XmlHttpRequest /filter/xhr"],
            seen.Order());
    });

    [Theory]
    [Behaviour(117)]
    [InlineData(CoreWebView2WebResourceContext.Document, "Document /filter/one")]
    [InlineData(CoreWebView2WebResourceContext.Script, "Script /filter/script.js")]
    [InlineData(CoreWebView2WebResourceContext.Image, "Image /filter/image.svg")]
    public Task A_context_narrows_the_filter(CoreWebView2WebResourceContext context, string expected) => RunAsync(async view =>
    {
        List<string> seen = Record(view);
        view.Web.AddWebResourceRequestedFilter("*", context);
        await view.NavigateAsync(Page("/filter/one"));
        Assert.Equal([expected], seen);
    });

    [Theory]
    [Behaviour(117)]
    [InlineData(CoreWebView2WebResourceContext.Fetch)]
    [InlineData(CoreWebView2WebResourceContext.XmlHttpRequest)]
    public Task Both_kinds_of_script_requests_take_what_script_fetches(CoreWebView2WebResourceContext context) => RunAsync(async view =>
    {
        List<string> seen = Record(view);
        view.Web.AddWebResourceRequestedFilter("*", context);
        await view.NavigateAsync(Page("/filter/script-requests"));
        await view.Web.CallDevToolsProtocolMethodAsync("Runtime.evaluate", """{"expression":"fetch('/filter/fetched').then(r => r.text())","awaitPromise":true}""");
        Assert.Equal(["XmlHttpRequest /filter/fetched"], seen);
    });

    [Fact]
    [Behaviour(118)]
    public Task A_filter_is_removed_as_often_as_it_was_added() => RunAsync(async view =>
    {
        List<string> seen = Record(view);
        string url = Page("/filter/counted");
        view.Web.AddWebResourceRequestedFilter("*", CoreWebView2WebResourceContext.Script);
        view.Web.AddWebResourceRequestedFilter("*", CoreWebView2WebResourceContext.Script);
        view.Web.RemoveWebResourceRequestedFilter("*", CoreWebView2WebResourceContext.Script);
        await view.NavigateAsync(url);
        Assert.Single(seen);

        view.Web.RemoveWebResourceRequestedFilter("*", CoreWebView2WebResourceContext.Script);
        await view.NavigateAsync(url + "?again");
        Assert.Single(seen);
        ArgumentException unknown = Assert.ThrowsAny<ArgumentException>(() => view.Web.RemoveWebResourceRequestedFilter("*", CoreWebView2WebResourceContext.Script));
        Assert.Equal(Codes.InvalidArgument, unknown.HResult);
    });

    [Fact]
    [Behaviour(118)]
    public Task Sources_are_counted_each_for_itself_and_at_least_one_is_needed() => RunAsync(async view =>
    {
        List<string> seen = Record(view);
        view.Web.AddWebResourceRequestedFilter("*", CoreWebView2WebResourceContext.Script, CoreWebView2WebResourceRequestSourceKinds.All);
        view.Web.RemoveWebResourceRequestedFilter("*", CoreWebView2WebResourceContext.Script, CoreWebView2WebResourceRequestSourceKinds.ServiceWorker);
        await view.NavigateAsync(Page("/filter/sources"));
        Assert.Single(seen);
        view.Web.RemoveWebResourceRequestedFilter("*", CoreWebView2WebResourceContext.Script, CoreWebView2WebResourceRequestSourceKinds.Document);
        await view.NavigateAsync(Page("/filter/sources2"));
        Assert.Single(seen);
        Assert.Equal(Codes.InvalidArgument, Assert.ThrowsAny<ArgumentException>(
            () => view.Web.AddWebResourceRequestedFilter("*", CoreWebView2WebResourceContext.All, CoreWebView2WebResourceRequestSourceKinds.None)).HResult);
        Assert.ThrowsAny<ArgumentException>(() => view.Web.AddWebResourceRequestedFilter("*", (CoreWebView2WebResourceContext)99));
    });

    [Fact]
    public Task A_view_sees_its_own_requests_only() => RunAsync(async view =>
    {
        TestView other = await view.OpenAnotherAsync();
        List<string> seen = Record(view);
        List<string> seenByOther = Record(other);
        view.Web.AddWebResourceRequestedFilter("*", CoreWebView2WebResourceContext.All);
        await other.NavigateAsync(Page("/filter/others"));
        Assert.Empty(seen);
        Assert.Empty(seenByOther);
    });

    [Fact]
    public Task Frames_of_any_site_and_their_workers_belong_to_the_page() => RunAsync(async view =>
    {
        Site.Map("/filter/worker.js", static _ => SiteResponse.Text("fetch('/filter/from-worker').then(() => postMessage('done'))", "text/javascript"));
        Site.Map("/filter/from-worker", static _ => SiteResponse.Text("for the worker"));
        string inner = Site.Html(
            "/filter/inner", "<script>new Worker('/filter/worker.js').onmessage = () => parent.postMessage('done', '*')</script>", host: "b.localhost");
        List<string> seen = Record(view);
        view.Web.AddWebResourceRequestedFilter("*/filter/*", CoreWebView2WebResourceContext.All);
        await view.NavigateAsync(Site.Html("/filter/outer", $"<script>onmessage = event => document.title = event.data</script><iframe src='{inner}'></iframe>"));
        await view.Log.NextAsync(nameof(view.Web.DocumentTitleChanged), static logged => logged.Text == "done");
        Assert.Contains("Document /filter/inner", seen);
        Assert.Contains(seen, static request => request.EndsWith("/filter/worker.js", StringComparison.Ordinal));
        Assert.Contains(seen, static request => request.EndsWith("/filter/from-worker", StringComparison.Ordinal));
    });

    [Fact]
    public Task A_redirect_is_raised_again() => RunAsync(async view =>
    {
        string target = Site.Html("/filter/target", "target");
        List<string> seen = Record(view);
        view.Web.AddWebResourceRequestedFilter("*", CoreWebView2WebResourceContext.All);
        await view.NavigateAsync(Site.Redirect("/filter/redirect", target));
        Assert.Equal(["Document /filter/redirect", "Document /filter/target"], seen);
    });

    private static List<string> Record(TestView view)
    {
        List<string> seen = [];
        view.Web.WebResourceRequested += (_, args) =>
        {
            Assert.Equal(CoreWebView2WebResourceRequestSourceKinds.Document, args.RequestedSourceKind);
            string path = new Uri(args.Request.Uri).AbsolutePath;
            if (path != "/favicon.ico")
            {
                seen.Add($"{args.ResourceContext} {path}");
            }
        };
        return seen;
    }

    private string Page(string path)
    {
        Site.Map("/filter/script.js", static _ => SiteResponse.Text("window.ran = true", "text/javascript"));
        Site.Map("/filter/style.css", static _ => SiteResponse.Text("body { color: red }", "text/css"));
        Site.Map("/filter/image.svg", static _ => SiteResponse.Text("<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"));
        Site.Map("/filter/fetched", static _ => SiteResponse.Text("fetched"));
        Site.Map("/filter/xhr", static _ => SiteResponse.Text("xhr"));
        return Site.Html(path, "<link rel='stylesheet' href='/filter/style.css'><script src='/filter/script.js'></script><img src='/filter/image.svg'>");
    }
}
