using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Oriel.TestKit.Site;
using Xunit;

namespace Oriel.Conformance.Requests;

/// <summary>Which responses are raised, and what they show of request and response.</summary>
public sealed class WebResourceResponseReceivedTests(BrowserFixture browser) : BrowserTests(browser)
{
    [Fact]
    [Behaviour(120)]
    public Task Each_response_of_a_page_is_raised() => RunAsync(async view =>
    {
        Site.Map("/each/image.svg", static _ => SiteResponse.Text("<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"));
        Site.Map("/each/script.js", static _ => SiteResponse.Text("fetch('/each/fetched')", "text/javascript"));
        Site.Map("/each/fetched", static _ => SiteResponse.Text("fetched"));
        Site.Html("/each/frame", "frame");
        ResponseLog log = new(view.Web);
        await view.NavigateAsync(Site.Html("/each", "<img src='/each/image.svg'><script src='/each/script.js'></script><iframe src='/each/frame'></iframe><img src='/each/none'>"));
        await log.NextAsync("/each/fetched");
        await log.NextAsync("/each/frame");
        Assert.Equal(
            ["200 /each", "200 /each/fetched", "200 /each/frame", "200 /each/image.svg", "200 /each/script.js", "404 /each/none"], log.Lines.Order());
    });

    [Fact]
    public Task Headers_are_those_of_the_wire() => RunAsync(async view =>
    {
        Site.Map("/wire/page", static _ => SiteResponse.Html("<title>wire</title>").With("Set-Cookie", "a=1; HttpOnly").With("Set-Cookie", "b=2") with { Status = 203, Reason = "As The Server Says" });
        Site.Map("/wire/next", SiteResponse.Echo);
        ResponseLog log = new(view.Web);
        await view.NavigateAsync(Site.Url("/wire/page", "wire.localhost"));
        CoreWebView2WebResourceResponseReceivedEventArgs page = await log.NextAsync("/wire/page");
        Assert.Equal((203, "As The Server Says"), (page.Response.StatusCode, page.Response.ReasonPhrase));
        Assert.Equal(["a=1; HttpOnly", "b=2"], Values(page.Response.Headers.GetHeaders("set-cookie")));
        Assert.Equal("GET", page.Request.Method);
        Assert.Null(page.Request.Content);

        await view.Web.ExecuteScriptAsync("fetch('/wire/next', { headers: { 'X-Page': 'yes' } })");
        CoreWebView2WebResourceRequest next = (await log.NextAsync("/wire/next")).Request;
        Assert.Equal("a=1; b=2", next.Headers.GetHeader("Cookie"));
        Assert.Equal("yes", next.Headers.GetHeader("X-Page"));
        SiteRequest received = Assert.Single(Site.RequestsTo("/wire/next"));
        Assert.Equal(received.Headers.Select(static header => $"{header.Key}: {header.Value}").Order(), next.Headers.Select(static header => $"{header.Key}: {header.Value}").Order());
    });

    [Fact]
    public Task The_body_of_a_request_is_shown() => RunAsync(async view =>
    {
        Site.Map("/post/to", SiteResponse.Echo);
        ResponseLog log = new(view.Web);
        await view.NavigateAsync(Site.Html("/post", "<form method=post action=/post/to><input name=field value='of a form'></form>"));
        await view.Web.ExecuteScriptAsync("fetch('/post/to', { method: 'POST', body: 'text' })");
        Assert.Equal("POST text", await BodyAsync(log));
        await view.Web.ExecuteScriptAsync("fetch('/post/to', { method: 'PUT', body: new Blob(['blob', ' of parts']) })");
        Assert.Equal("PUT blob of parts", await BodyAsync(log));
        string large = new('x', 1_000_000);
        await view.Web.ExecuteScriptAsync("fetch('/post/to', { method: 'POST', body: 'x'.repeat(1000000) })");
        Assert.Equal("POST " + large, await BodyAsync(log));
        await view.CompletionOfAsync(() => _ = view.Web.ExecuteScriptAsync("document.forms[0].submit()"));
        Assert.Equal("POST field=of+a+form", await BodyAsync(log));

        static async Task<string> BodyAsync(ResponseLog log)
        {
            CoreWebView2WebResourceRequest request = (await log.NextAsync("/post/to")).Request;
            using StreamReader reader = new(request.Content!);
            return $"{request.Method} {await reader.ReadToEndAsync()}";
        }
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task Each_redirect_is_a_response(bool navigates) => RunAsync(async view =>
    {
        string host = navigates ? "navigates.localhost" : "fetches.localhost";
        Site.Map("/redirect/one", static _ => SiteResponse.Redirect("/redirect/two").With("Set-Cookie", "r=1"));
        Site.Map("/redirect/two", static _ => SiteResponse.Redirect("/redirect/three", 307));
        Site.Html("/redirect/three", "<title>three</title>");
        ResponseLog log = new(view.Web);
        string first = Site.Url("/redirect/one", host);
        if (navigates)
        {
            await view.NavigateAsync(first);
        }
        else
        {
            await view.NavigateAsync(Site.Html("/redirect/page", "page", host));
            await view.Web.ExecuteScriptAsync("fetch('/redirect/one')");
        }

        CoreWebView2WebResourceResponseReceivedEventArgs three = await log.NextAsync("/redirect/three");
        CoreWebView2WebResourceResponseReceivedEventArgs one = await log.NextAsync("/redirect/one");
        CoreWebView2WebResourceResponseReceivedEventArgs two = await log.NextAsync("/redirect/two");
        Assert.Equal(["302 /redirect/one", "307 /redirect/two", "200 /redirect/three"], log.Lines.Where(static line => !line.EndsWith("/page", StringComparison.Ordinal)));
        Assert.Equal(("/redirect/two", "r=1"), (one.Response.Headers.GetHeader("Location"), one.Response.Headers.GetHeader("Set-Cookie")));
        Assert.False(one.Request.Headers.Contains("Cookie"));
        Assert.Equal("r=1", two.Request.Headers.GetHeader("Cookie"));
        Assert.Null(await one.Response.GetContentAsync());
        Assert.Null(await two.Response.GetContentAsync());
        Assert.Contains("three", await ResponseLog.TextAsync(three), StringComparison.Ordinal);
    });

    [Fact]
    public Task A_page_that_is_not_found_has_its_status_and_its_content() => RunAsync(async view =>
    {
        ResponseLog log = new(view.Web);
        await view.NavigateAsync(Site.Status("/missing", 404, "<title>nothing here</title>"));
        CoreWebView2WebResourceResponseReceivedEventArgs args = await log.NextAsync("/missing");
        Assert.Equal((404, "NotFound"), (args.Response.StatusCode, args.Response.ReasonPhrase));
        Assert.Contains("nothing here", await ResponseLog.TextAsync(args), StringComparison.Ordinal);
    });

    [Fact]
    public Task What_the_server_says_is_unchanged_is_a_304_with_the_content_of_the_cache() => RunAsync(async view =>
    {
        Site.Map("/unchanged", static request => request.Header("If-None-Match") == "\"1\""
            ? new SiteResponse { Status = 304, Reason = "Not Modified" }.With("ETag", "\"1\"").With("X-Fresh", "yes")
            : SiteResponse.Text("unchanged").With("ETag", "\"1\"").With("Cache-Control", "max-age=0"));
        ResponseLog log = new(view.Web);
        await view.NavigateAsync(Site.Html("/unchanged-page", "page"));
        await view.Web.ExecuteScriptAsync("fetch('/unchanged').then(r => r.text()).then(() => fetch('/unchanged'))");
        Assert.Equal(200, (await log.NextAsync("/unchanged")).Response.StatusCode);
        CoreWebView2WebResourceResponseReceivedEventArgs second = await log.NextAsync("/unchanged");
        Assert.Equal((304, "Not Modified"), (second.Response.StatusCode, second.Response.ReasonPhrase));
        Assert.Equal("\"1\"", second.Request.Headers.GetHeader("If-None-Match"));
        Assert.Equal("yes", second.Response.Headers.GetHeader("X-Fresh"));
        Assert.Equal("unchanged", await ResponseLog.TextAsync(second));
    });

    [Fact]
    public Task What_the_cache_answers_is_raised_with_its_content() => RunAsync(async view =>
    {
        Site.Map("/cached", static _ => SiteResponse.Text("cached").With("Cache-Control", "max-age=1000").With("X-Mine", "yes"));
        ResponseLog log = new(view.Web);
        await view.NavigateAsync(Site.Html("/cached-page", "page"));
        await view.Web.ExecuteScriptAsync("fetch('/cached').then(r => r.text()).then(() => fetch('/cached'))");
        await log.NextAsync("/cached");
        CoreWebView2WebResourceResponseReceivedEventArgs second = await log.NextAsync("/cached");
        Assert.Equal((200, "yes"), (second.Response.StatusCode, second.Response.Headers.GetHeader("X-Mine")));
        Assert.Equal("cached", await ResponseLog.TextAsync(second));
        Assert.Equal(1, Site.Count("/cached"));
    });

    [Fact]
    public Task An_iframe_of_another_site_is_covered() => RunAsync(async view =>
    {
        Site.Map("/foreign/data", static _ => SiteResponse.Text("foreign data").With("Set-Cookie", "f=1"));
        string frame = Site.Html("/foreign/frame", "<script>fetch('/foreign/data')</script>", "b.localhost");
        ResponseLog log = new(view.Web);
        await view.NavigateAsync(Site.Html("/foreign", $"<iframe src='{frame}'></iframe>"));
        CoreWebView2WebResourceResponseReceivedEventArgs document = await log.NextAsync("/foreign/frame");
        CoreWebView2WebResourceResponseReceivedEventArgs data = await log.NextAsync("/foreign/data");
        Assert.Contains("fetch", await ResponseLog.TextAsync(document), StringComparison.Ordinal);
        Assert.Equal("foreign data", await ResponseLog.TextAsync(data));
        Assert.Equal("f=1", data.Response.Headers.GetHeader("Set-Cookie"));
    });

    [Fact]
    public Task An_iframe_that_was_there_before_the_handler_is_covered() => RunAsync(async view =>
    {
        Site.Map("/before/data", static _ => SiteResponse.Text("data"));
        string frame = Site.Html("/before/frame", "<script>onmessage = () => fetch('/before/data')</script>", "b.localhost");
        await view.NavigateAsync(Site.Html("/before", $"<iframe src='{frame}'></iframe>"));
        ResponseLog log = new(view.Web);
        await view.Web.ExecuteScriptAsync("frames[0].postMessage(1, '*')");
        Assert.Equal("data", await ResponseLog.TextAsync(await log.NextAsync("/before/data")));
    });

    [Fact]
    public Task A_worker_of_the_page_is_covered() => RunAsync(async view =>
    {
        Site.Map("/worker.js", static _ => SiteResponse.Text("onmessage = () => postMessage('alive'); fetch('/worker/data'); new Worker('/worker/nested.js')", "text/javascript"));
        Site.Map("/worker/nested.js", static _ => SiteResponse.Text("fetch('/worker/nested')", "text/javascript"));
        Site.Map("/worker/data", static _ => SiteResponse.Text("for the worker"));
        Site.Map("/worker/nested", static _ => SiteResponse.Text("for the worker's worker"));
        ResponseLog log = new(view.Web);
        await view.NavigateAsync(Site.Html("/worker", "<script>window.worker = new Worker('/worker.js')</script>"));
        Assert.Contains("fetch", await ResponseLog.TextAsync(await log.NextAsync("/worker.js")), StringComparison.Ordinal);
        Assert.Equal("for the worker", await ResponseLog.TextAsync(await log.NextAsync("/worker/data")));
        Assert.Equal("for the worker's worker", await ResponseLog.TextAsync(await log.NextAsync("/worker/nested")));
        log.Stop();
        await view.SettleAsync();
        await view.Web.ExecuteScriptAsync("worker.onmessage = e => chrome.webview.postMessage(e.data); worker.postMessage('?')");
        Assert.Equal("\"alive\"", await view.NextMessageAsync());
    });

    [Fact]
    public Task A_view_that_shows_a_window_of_a_page_is_told_of_its_responses() => RunAsync(async view =>
    {
        TestView shown = await view.OpenAnotherAsync();
        Site.Map("/window/data", static _ => SiteResponse.Text("data of the window"));
        ResponseLog log = new(shown.Web);
        view.Web.NewWindowRequested += (_, args) => args.NewWindow = shown.Web;
        await view.NavigateAsync(Site.Html("/window/opener", "opener"));
        Site.Html("/window", "<script>fetch('/window/data')</script>");
        await view.Web.ExecuteScriptAsync("window.open('/window'); 1");
        Assert.Contains("fetch", await ResponseLog.TextAsync(await log.NextAsync("/window")), StringComparison.Ordinal);
        Assert.Equal("data of the window", await ResponseLog.TextAsync(await log.NextAsync("/window/data")));
    });

    [Fact]
    [Behaviour(120)]
    public Task What_an_app_answers_is_raised_after_it() => RunAsync(async view =>
    {
        List<string> order = [];
        view.Web.AddWebResourceRequestedFilter("*/made/*", CoreWebView2WebResourceContext.All);
        view.Web.WebResourceRequested += (_, args) =>
        {
            order.Add("requested");
            args.Response = view.Environment.CreateWebResourceResponse(
                new MemoryStream(Encoding.UTF8.GetBytes("made by the app")), 203, "Made Up", "Content-Type: text/plain\nX-From: app\nX-From: again");
        };
        Task<string?>? page = null;
        view.Web.WebResourceResponseReceived += (_, args) =>
        {
            string path = new Uri(args.Request.Uri).AbsolutePath;
            order.Add("received " + path);

            // The browser does not keep it for long.
            page ??= path == "/made/page" ? ResponseLog.TextAsync(args) : null;
        };
        ResponseLog log = new(view.Web);
        await view.NavigateAsync(Site.Url("/made/page", "a.localhost"));
        await view.Web.ExecuteScriptAsync("fetch('/made/fetched', { method: 'POST', body: 'by the page' })");
        CoreWebView2WebResourceResponseReceivedEventArgs fetched = await log.NextAsync("/made/fetched");
        Assert.Equal(["requested", "received /made/page", "requested", "received /made/fetched"], order.Where(static entry => !entry.EndsWith("ico", StringComparison.Ordinal)));
        Assert.Equal((203, "Made Up"), (fetched.Response.StatusCode, fetched.Response.ReasonPhrase));
        Assert.Equal("app", fetched.Response.Headers.GetHeader("X-From").Split(',')[0]);
        Assert.Equal("made by the app", await ResponseLog.TextAsync(fetched));
        using StreamReader reader = new(fetched.Request.Content!);
        Assert.Equal("POST by the page", $"{fetched.Request.Method} {await reader.ReadToEndAsync()}");
        Assert.Equal("made by the app", await page!);
    });

    [Fact]
    public Task A_request_that_an_app_changed_is_shown_as_it_was_sent() => RunAsync(async view =>
    {
        Site.Map("/sent/to", SiteResponse.Echo);
        view.Web.AddWebResourceRequestedFilter("*/sent/from", CoreWebView2WebResourceContext.All);
        view.Web.WebResourceRequested += (_, args) =>
        {
            args.Request.Headers.SetHeader("X-Added", "by the app");
            args.Request.Uri = args.Request.Uri.Replace("/from", "/to", StringComparison.Ordinal);
            args.Request.Method = "PUT";
            args.Request.Content = new MemoryStream(Encoding.UTF8.GetBytes("from the app"));
        };
        ResponseLog log = new(view.Web);
        await view.NavigateAsync(Site.Html("/sent", "sent"));
        await view.Web.ExecuteScriptAsync("fetch('/sent/from', { method: 'POST', body: 'from the page' })");
        CoreWebView2WebResourceRequest request = (await log.NextAsync("/sent/to")).Request;
        using StreamReader reader = new(request.Content!);
        Assert.Equal("PUT by the app from the app", $"{request.Method} {request.Headers.GetHeader("X-Added")} {await reader.ReadToEndAsync()}");
    });

    [Fact]
    public Task A_request_that_the_app_navigates_with_is_shown_as_it_was_sent() => RunAsync(async view =>
    {
        Site.Map("/own", SiteResponse.Echo);
        ResponseLog log = new(view.Web);
        await view.CompletionOfAsync(() => view.Web.NavigateWithWebResourceRequest(
            view.Environment.CreateWebResourceRequest(Site.Url("/own", "a.localhost"), "POST", new MemoryStream(Encoding.UTF8.GetBytes("own body")), "X-Own: yes")));
        CoreWebView2WebResourceResponseReceivedEventArgs args = await log.NextAsync("/own");
        using StreamReader reader = new(args.Request.Content!);
        Assert.Equal("POST yes own body", $"{args.Request.Method} {args.Request.Headers.GetHeader("X-Own")} {await reader.ReadToEndAsync()}");
        Assert.Equal("own body", JsonDocument.Parse((await ResponseLog.TextAsync(args))!).RootElement.GetProperty("body").GetString());
    });

    [Fact]
    public Task What_is_not_of_the_network_is_raised() => RunAsync(async view =>
    {
        await using TempFolder folder = new();
        string file = Path.Combine(folder.Path, "page.html");
        await File.WriteAllTextAsync(file, "<title>file</title>");
        ResponseLog log = new(view.Web);
        await view.NavigateAsync("file://" + file);
        CoreWebView2WebResourceResponseReceivedEventArgs args = await log.NextAsync("file://" + file);
        Assert.Equal("200 <title>file</title>", $"{args.Response.StatusCode} {await ResponseLog.TextAsync(args)}");
        await view.NavigateAsync("data:text/html,<title>data</title>");
        args = log.All.Find(static known => known.Request.Uri.StartsWith("data:", StringComparison.Ordinal))!;
        Assert.Equal("200 <title>data</title>", $"{args.Response.StatusCode} {await ResponseLog.TextAsync(args)}");
    });

    [Fact]
    public Task A_handler_that_is_added_in_NavigationStarting_sees_the_document() => RunAsync(async view =>
    {
        ResponseLog? log = null;
        view.Web.NavigationStarting += (_, _) => log ??= new ResponseLog(view.Web);
        await view.NavigateAsync(Site.Html("/early", "<title>early</title>"));
        CoreWebView2WebResourceResponseReceivedEventArgs args = await log!.NextAsync("/early");
        Assert.Equal("GET", args.Request.Method);
        Assert.Contains("early", await ResponseLog.TextAsync(args), StringComparison.Ordinal);
    });

    [Fact]
    [Behaviour(120)]
    public Task A_handler_that_takes_long_does_not_hold_the_page_up() => RunAsync(async view =>
    {
        using ManualResetEventSlim second = new();
        Site.Map("/long/first", static _ => SiteResponse.Text("first"));
        Site.Map("/long/second", _ =>
        {
            second.Set();
            return SiteResponse.Text("second");
        });
        bool wentOn = false;
        view.Web.WebResourceResponseReceived += (_, args) =>
        {
            if (args.Request.Uri.EndsWith("/long/first", StringComparison.Ordinal))
            {
                wentOn = second.Wait(Deadline / 2);
            }
        };
        await view.NavigateAsync(Site.Html("/long", "<script>fetch('/long/first').then(r => r.text()).then(() => fetch('/long/second')).then(() => chrome.webview.postMessage('done'))</script>"));
        Assert.Equal("\"done\"", await view.NextMessageAsync());
        Assert.True(wentOn);
    });

    [Fact]
    [Behaviour(120)]
    public Task Without_a_handler_nothing_is_raised_and_the_browser_keeps_nothing() => RunAsync(async view =>
    {
        Site.Map("/kept", static _ => SiteResponse.Text("kept"));
        await view.NavigateAsync(Site.Html("/kept-page", "page"));
        Assert.False(await IsKeptAsync(view));
        ResponseLog log = new(view.Web);
        Assert.True(await IsKeptAsync(view));
        int count = log.All.Count;
        log.Stop();
        await view.SettleAsync();
        Assert.False(await IsKeptAsync(view));
        Assert.Equal(count, log.All.Count);
        log = new ResponseLog(view.Web);
        Assert.True(await IsKeptAsync(view));
        Assert.Equal("kept", await ResponseLog.TextAsync(await log.NextAsync("/kept")));
    });

    /// <summary>Whether the browser has the body of a response when it is loaded.</summary>
    private static async Task<bool> IsKeptAsync(TestView view)
    {
        string? id = null;
        EventHandler<CoreWebView2DevToolsProtocolEventReceivedEventArgs> onRequest = (_, args) => id = JsonDocument.Parse(args.ParameterObjectAsJson).RootElement.GetProperty("requestId").GetString();
        CoreWebView2DevToolsProtocolEventReceiver receiver = view.Web.GetDevToolsProtocolEventReceiver("Network.requestWillBeSent");
        receiver.DevToolsProtocolEventReceived += onRequest;
        await view.Web.CallDevToolsProtocolMethodAsync("Runtime.evaluate", """{"expression":"fetch('/kept', { cache: 'no-store' }).then(r => r.text())","awaitPromise":true}""");
        receiver.DevToolsProtocolEventReceived -= onRequest;
        try
        {
            return (await view.Web.CallDevToolsProtocolMethodAsync("Network.getResponseBody", $$"""{"requestId":"{{id}}"}""")).Contains("kept", StringComparison.Ordinal);
        }
        catch (Exception refused) when (refused is not TimeoutException)
        {
            Assert.Contains("evicted", refused.Message, StringComparison.Ordinal);
            return false;
        }
    }

    private static List<string> Values(CoreWebView2HttpHeadersCollectionIterator headers)
    {
        List<string> values = [];
        while (headers.MoveNext())
        {
            values.Add(headers.Current.Value);
        }

        return values;
    }
}
