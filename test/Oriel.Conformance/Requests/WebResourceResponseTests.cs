using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Oriel.TestKit.Site;
using Xunit;

namespace Oriel.Conformance.Requests;

/// <summary>What an app does with a request.</summary>
public sealed class WebResourceResponseTests(BrowserFixture browser) : BrowserTests(browser)
{
    private static int s_last;

    [Fact]
    [Behaviour(119)]
    public Task An_app_answers_in_place_of_the_network() => RunAsync(async view =>
    {
        Serve(view, "*/answer/*", args => args.Response = view.Environment.CreateWebResourceResponse(
            Stream("<title>from the app</title>"), 203, "As The App Says", "Content-Type: text/html\nX-From: app"));
        string url = Site.Url("/answer/page", "a.localhost");
        CoreWebView2NavigationCompletedEventArgs completed = await view.NavigateAsync(url);
        Assert.True(completed.IsSuccess);
        Assert.Equal(203, completed.HttpStatusCode);
        Assert.Equal("from the app", view.Web.DocumentTitle);
        Assert.Equal(
            """[203,"As The App Says","app","<title>from the app</title>"]""",
            await FetchAsync(view, "'/answer/fetch'", "async r => [r.status, r.statusText, r.headers.get('x-from'), await r.text()]"));
        Assert.Equal(0, Site.Count("/answer/page") + Site.Count("/answer/fetch"));
    });

    [Fact]
    [Behaviour(119)]
    public Task Bytes_come_as_they_are_and_no_stream_is_an_empty_body() => RunAsync(async view =>
    {
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(static value => (byte)value)];
        Serve(view, "*/bytes/*", args => args.Response = args.Request.Uri.EndsWith("none", StringComparison.Ordinal)
            ? view.Environment.CreateWebResourceResponse(null!, 200, "", null!)
            : view.Environment.CreateWebResourceResponse(new MemoryStream(bytes), 200, "", "Content-Type: application/octet-stream"));
        await view.NavigateAsync(Site.Html("/bytes-page", "bytes"));
        Assert.Equal("[256,true]", await FetchAsync(view, "'/bytes/all'", "async r => { const a = new Uint8Array(await r.arrayBuffer()); return [a.length, a.every((b, i) => b === i)] }"));
        Assert.Equal("\"\"", await FetchAsync(view, "'/bytes/none'", "r => r.text()"));
    });

    [Fact]
    [Behaviour(84)]
    [Behaviour(119)]
    public Task A_deferral_holds_its_request_and_nothing_else() => RunAsync(async view =>
    {
        TestView other = await view.OpenAnotherAsync();
        Site.Map("/held/other", static _ => SiteResponse.Text("other"));
        Site.Map("/held/one", static _ => SiteResponse.Text("one"));
        TaskCompletionSource<CoreWebView2Deferral> held = new();
        Serve(view, "*/held/one", args => held.SetResult(args.GetDeferral()));
        await view.NavigateAsync(Site.Html("/held-page", "held"));
        Task<string> one = FetchAsync(view, "'/held/one'", "r => r.text()");
        using (await held.Task)
        {
            Assert.Equal("\"other\"", await FetchAsync(view, "'/held/other'", "r => r.text()"));
            await other.NavigateAsync(Site.Html("/held-other", "other view"));
            Assert.Equal(0, Site.Count("/held/one"));
            Assert.False(one.IsCompleted);
        }

        Assert.Equal("\"one\"", await one);
    });

    [Fact]
    public Task Changes_of_the_request_reach_the_server() => RunAsync(async view =>
    {
        Site.Map("/changed/to", SiteResponse.Echo);
        string? body = null;
        Serve(view, "*/changed/from", args =>
        {
            using StreamReader reader = new(args.Request.Content!);
            body = reader.ReadToEnd();
            args.Request.Headers.SetHeader("X-Added", "by the app");
            args.Request.Headers.RemoveHeader("X-Page");
            args.Request.Uri = args.Request.Uri.Replace("/from", "/to", StringComparison.Ordinal);
            args.Request.Method = "PUT";
            args.Request.Content = Stream("from the app");
        });
        await view.NavigateAsync(Site.Html("/changed-page", "changed"));
        await FetchAsync(view, "'/changed/from', { method: 'POST', body: 'from the page', headers: { 'X-Page': 'yes' } }", "r => r.text()");
        Assert.Equal("from the page", body);
        SiteRequest request = Assert.Single(Site.RequestsTo("/changed/to"));
        Assert.Equal("PUT", request.Method);
        Assert.Equal("from the app", request.Text);
        Assert.Equal("by the app", request.Header("X-Added"));
        Assert.Null(request.Header("X-Page"));
    });

    [Fact]
    public Task A_request_left_alone_goes_out_as_it_was() => RunAsync(async view =>
    {
        Site.Map("/alone", SiteResponse.Echo);
        Serve(view, "*/alone", static _ => { });
        await view.NavigateAsync(Site.Html("/alone-page", "alone"));
        await FetchAsync(view, "'/alone', { method: 'POST', body: 'from the page', headers: { 'X-Page': 'yes' } }", "r => r.text()");
        SiteRequest request = Assert.Single(Site.RequestsTo("/alone"));
        Assert.Equal("POST from the page yes", $"{request.Method} {request.Text} {request.Header("X-Page")}");
    });

    /// <remarks>Two seconds and a hundred scripts, whichever takes longer.</remarks>
    [Theory]
    [Behaviour(76)]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_stream_that_blocks_for_two_seconds_is_read_on_another_thread_while_the_UI_goes_on(bool isOfResponse) => RunAsync(async view =>
    {
        using BlockingStream slow = new(Encoding.UTF8.GetBytes("slowly"));
        string path = isOfResponse ? "/slow/response" : "/slow/request";
        Site.Map(path, SiteResponse.Echo);
        Serve(view, "*" + path, args =>
        {
            if (isOfResponse)
            {
                args.Response = view.Environment.CreateWebResourceResponse(slow, 200, "", "");
            }
            else
            {
                args.Request.Content = slow;
            }
        });
        await view.NavigateAsync(Site.Html("/slow-page", "slow"));
        Task<string> answer = FetchAsync(view, $"'{path}', {{ method: 'POST', body: 'from the page' }}", "r => r.text()");
        await slow.Begun;
        long begun = Stopwatch.GetTimestamp();
        for (int scripts = 0; scripts < 100 || Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(2); scripts++)
        {
            Assert.Equal("1", await view.Web.ExecuteScriptAsync("1"));
        }

        Assert.False(answer.IsCompleted);
        Assert.Equal(0, Site.Count(path));
        slow.Release();
        string text = await answer;
        Assert.Equal("slowly", isOfResponse ? text.Trim('"') : Assert.Single(Site.RequestsTo(path)).Text);
        Assert.DoesNotContain(Environment.CurrentManagedThreadId, slow.Threads);
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_body_of_100_MB_arrives_whether_its_length_is_known_or_not(bool isKnown) => RunAsync(async view =>
    {
        const int Length = 100 * 1024 * 1024;
        byte[] bytes = new byte[Length];
        new Random(4).NextBytes(bytes);
        Serve(view, "*/large", args => args.Response = view.Environment.CreateWebResourceResponse(
            isKnown ? new MemoryStream(bytes) : new UnknownLengthStream(bytes), 200, "", "Content-Type: application/octet-stream"));
        await view.NavigateAsync(Site.Html("/large-page", "large"));
        string expected = $"[{Length},{bytes[0]},{bytes[Length / 2]},{bytes[^1]}]";
        Assert.Equal(expected, await FetchAsync(
            view, "'/large'", "async r => { const a = new Uint8Array(await r.arrayBuffer()); return [a.length, a[0], a[a.length / 2], a[a.length - 1]] }"));
    });

    [Fact]
    public Task A_page_that_aborts_ends_the_reading() => RunAsync(async view =>
    {
        EndlessStream endless = new();
        Serve(view, "*/endless", args => args.Response = view.Environment.CreateWebResourceResponse(endless, 200, "", ""));
        await view.NavigateAsync(Site.Html("/endless-page", "endless"));
        await view.Web.ExecuteScriptAsync("window.abort = new AbortController(); fetch('/endless', { signal: abort.signal }).catch(e => document.title = e.name)");
        await endless.Begun;
        await view.Web.ExecuteScriptAsync("abort.abort()");
        await view.Log.NextAsync(nameof(view.Web.DocumentTitleChanged), static logged => logged.Text == "AbortError");
        await endless.Abandoned;
    });

    [Fact]
    public Task A_stream_that_fails_fails_the_request_and_is_told() => RunAsync(async view =>
    {
        using EventSourceLog log = new("Oriel");
        Serve(view, "*/failing", args => args.Response = view.Environment.CreateWebResourceResponse(new FailingStream(), 200, "", ""));
        await view.NavigateAsync(Site.Html("/failing-page", "failing"));
        Assert.Equal("\"TypeError\"", await FetchAsync(view, "'/failing'", "r => r.text()"));
        Assert.Contains(log.Messages, static message => message.Contains("/failing", StringComparison.Ordinal) && message.Contains(FailingStream.Message, StringComparison.Ordinal));
    });

    [Fact]
    public Task Bad_responses_are_refused_at_once() => RunAsync(view =>
    {
        CoreWebView2Environment environment = view.Environment;
        Assert.Contains("99", Assert.Throws<ArgumentException>(() => environment.CreateWebResourceResponse(null!, 99, "", "")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => environment.CreateWebResourceResponse(null!, 200, "two\nlines", ""));
        CoreWebView2WebResourceResponse response = environment.CreateWebResourceResponse(null!, 200, "OK", "A: 1\r\nnonsense\nB: 2");
        Assert.Equal(["A=1", "B=2"], response.Headers.Select(static header => $"{header.Key}={header.Value}"));
        Assert.Throws<ArgumentException>(() => response.StatusCode = 600);
        Assert.Equal(200, response.StatusCode);
        return Task.CompletedTask;
    });

    private static void Serve(TestView view, string filter, Action<CoreWebView2WebResourceRequestedEventArgs> answer)
    {
        view.Web.AddWebResourceRequestedFilter(filter, CoreWebView2WebResourceContext.All);
        view.Web.WebResourceRequested += (_, args) => answer(args);
    }

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <returns>What the page made of the response, as JSON; the name of the error if there was none.</returns>
    private static async Task<string> FetchAsync(TestView view, string arguments, string read)
    {
        string name = $"result{Interlocked.Increment(ref s_last)}";
        await view.Web.ExecuteScriptAsync(
            $"fetch({arguments}).then({read}).catch(e => e.name).then(result => chrome.webview.postMessage(['{name}', result]))");
        string message = (await view.Log.NextAsync<CoreWebView2WebMessageReceivedEventArgs>(
            nameof(view.Web.WebMessageReceived), args => args.WebMessageAsJson.StartsWith($"[\"{name}\",", StringComparison.Ordinal))).WebMessageAsJson;
        return message[(name.Length + 4)..^1];
    }
}
