using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit.Site;
using Xunit;

namespace Oriel.Conformance.Requests;

/// <summary>GetContentAsync: what it gives, when, and for how long.</summary>
public sealed class ResponseContentTests(BrowserFixture browser) : BrowserTests(browser)
{
    private static readonly byte[] s_allBytes = [.. Enumerable.Range(0, 256).Select(static value => (byte)value)];

    [Theory]
    [InlineData("application/octet-stream")]
    [InlineData("text/plain; charset=iso-8859-1")]
    [InlineData("text/plain; charset=utf-8")]
    [InlineData("text/html")]
    public Task Bytes_are_those_that_were_received(string contentType) => RunAsync(async view =>
    {
        byte[] bytes = [0xEF, 0xBB, 0xBF, .. s_allBytes];
        Site.Map("/exact", _ => SiteResponse.Bytes(bytes, contentType));
        ResponseLog log = await OpenAsync(view, "fetch('/exact')");
        Assert.Equal(bytes, await ResponseLog.BytesAsync(await log.NextAsync("/exact")));
    });

    [Fact]
    public Task What_is_compressed_is_unpacked() => RunAsync(async view =>
    {
        Site.Map("/packed", static _ => SiteResponse.Bytes(Pack(s_allBytes), "application/octet-stream").With("Content-Encoding", "gzip"));
        ResponseLog log = await OpenAsync(view, "fetch('/packed').then(r => r.text())");
        CoreWebView2WebResourceResponseReceivedEventArgs args = await log.NextAsync("/packed");
        Assert.Equal("gzip", args.Response.Headers.GetHeader("Content-Encoding"));
        Assert.Equal(s_allBytes, await ResponseLog.BytesAsync(args));
    });

    [Fact]
    public Task More_than_123_MB_is_none_however_little_came() => RunAsync(async view =>
    {
        byte[] packed = Pack(new byte[123_000_001]);
        Site.Map("/bomb", _ => SiteResponse.Bytes(packed, "text/plain").With("Content-Encoding", "gzip"));
        ResponseLog log = await OpenAsync(view, "fetch('/bomb').then(r => r.arrayBuffer())");
        Assert.Null(await ResponseLog.BytesAsync(await log.NextAsync("/bomb")));
    });

    [Fact]
    public Task A_large_body_comes_whole() => RunAsync(async view =>
    {
        byte[] bytes = new byte[60 * 1024 * 1024];
        new Random(4).NextBytes(bytes);
        Site.Map("/large", _ => SiteResponse.Bytes(bytes, "application/octet-stream"));
        ResponseLog log = await OpenAsync(view, "fetch('/large').then(r => r.arrayBuffer())");
        byte[]? content = await ResponseLog.BytesAsync(await log.NextAsync("/large"));
        Assert.True(bytes.AsSpan().SequenceEqual(content));
    });

    [Fact]
    public Task It_waits_for_the_whole_body_while_all_else_goes_on() => RunAsync(async view =>
    {
        using SlowServer slow = new("first half, ", "second half");
        Site.Map("/meanwhile", static _ => SiteResponse.Text("meanwhile"));
        ResponseLog log = await OpenAsync(view, $"fetch('{slow.Url}')");
        Task<string?> content = ResponseLog.TextAsync(await log.NextAsync("/slowly"));
        await view.Web.ExecuteScriptAsync("fetch('/meanwhile')");
        Assert.Equal("meanwhile", await ResponseLog.TextAsync(await log.NextAsync("/meanwhile")));
        Assert.False(content.IsCompleted);
        slow.Release();
        Assert.Equal("first half, second half", await content);
        await slow.Ended;
    });

    [Fact]
    public Task Each_call_gets_a_stream_of_its_own_which_any_thread_may_read() => RunAsync(async view =>
    {
        Site.Map("/calls", static _ => SiteResponse.Text("calls"));
        ResponseLog log = await OpenAsync(view, "fetch('/calls')");
        CoreWebView2WebResourceResponseReceivedEventArgs args = await log.NextAsync("/calls");
        Task<Stream?> one = args.Response.GetContentAsync();
        Task<Stream?> two = args.Response.GetContentAsync();
        Stream?[] streams = [await one, await two, await args.Response.GetContentAsync()];
        foreach (Stream? stream in streams)
        {
            Assert.Equal("calls", await Task.Run(() => new StreamReader(stream!).ReadToEnd()));
        }
    });

    [Theory]
    [InlineData("fetch('/none')", 204)]
    [InlineData("fetch('/none')", 200)]
    [InlineData("fetch('/none', { method: 'HEAD' })", 200)]
    [InlineData("location.href = '/none'", 204)]
    public Task No_content_is_null(string script, int status) => RunAsync(async view =>
    {
        Site.Map("/none", _ => status == 204 ? SiteResponse.NoContent() : SiteResponse.Text(""));
        ResponseLog log = await OpenAsync(view, script);
        CoreWebView2WebResourceResponseReceivedEventArgs args = await log.NextAsync("/none");
        Assert.Equal(status, args.Response.StatusCode);
        Assert.Null(await args.Response.GetContentAsync());
    });

    [Fact]
    public Task A_navigation_that_becomes_a_download_has_none() => RunAsync(async view =>
    {
        Site.Map("/download", static _ => SiteResponse.Download("file.bin", s_allBytes));
        ResponseLog log = await OpenAsync(view, "location.href = '/download'");
        CoreWebView2WebResourceResponseReceivedEventArgs args = await log.NextAsync("/download");
        Assert.Equal(200, args.Response.StatusCode);
        Assert.Null(await args.Response.GetContentAsync());
    });

    [Fact]
    public Task A_handler_that_removes_itself_gets_the_content() => RunAsync(async view =>
    {
        using SlowServer slow = new("first half, ", "second half");
        TaskCompletionSource<Task<Stream?>> content = new();
        await view.NavigateAsync(Site.Html("/once", "once"));
        view.Web.WebResourceResponseReceived += OnReceived;
        await view.Web.ExecuteScriptAsync($"fetch('{slow.Url}')");
        await view.SettleAsync();
        slow.Release();
        Assert.Equal("first half, second half", new StreamReader((await await content.Task)!).ReadToEnd());

        void OnReceived(object? sender, CoreWebView2WebResourceResponseReceivedEventArgs args)
        {
            if (args.Request.Uri == slow.Url)
            {
                view.Web.WebResourceResponseReceived -= OnReceived;
                content.SetResult(args.Response.GetContentAsync());
            }
        }
    });

    [Fact]
    public Task Contents_that_wait_their_turn_outlast_the_last_handler() => RunAsync(async view =>
    {
        TestView other = await view.OpenAnotherAsync();
        Site.Map("/turns/1", static _ => SiteResponse.Text("from the network"));

        // What the app makes is the page's to keep, and gone as soon as it is to keep nothing.
        view.Web.AddWebResourceRequestedFilter("*/turns/2", CoreWebView2WebResourceContext.All);
        view.Web.WebResourceRequested += (_, args) => args.Response = view.Environment.CreateWebResourceResponse(new MemoryStream("from the app"u8.ToArray()), 200, "", "");
        ResponseLog log = await OpenAsync(view, "Promise.all([1, 2].map(i => fetch('/turns/' + i).then(r => r.text()))).then(() => chrome.webview.postMessage('read'))");
        CoreWebView2WebResourceResponseReceivedEventArgs[] args = [await log.NextAsync("/turns/1"), await log.NextAsync("/turns/2")];
        await view.NextMessageAsync();

        // It has its turn until the page answers.
        (Task<Stream?> hanging, Task<string> endless) = await HangAsync(other);
        Task<string?>[] contents = [ResponseLog.TextAsync(args[0]), ResponseLog.TextAsync(args[1])];
        log.Stop();
        await view.SettleAsync();
        await view.SettleAsync();
        Assert.False(hanging.IsCompleted || endless.IsCompleted);
        await other.Web.CallDevToolsProtocolMethodAsync("Runtime.terminateExecution", "{}");
        Assert.NotNull(await hanging);
        Assert.Equal("from the network, from the app", string.Join(", ", await Task.WhenAll(contents)));
        Assert.False(await IsKeptAsync(view), "The last content has been given, and the browser still keeps bodies.");
    });

    [Fact]
    public Task The_browser_keeps_nothing_more_when_the_document_of_the_last_content_has_gone() => RunAsync(async view =>
    {
        using SlowServer slow = new("first half, ", "second half");
        ResponseLog log = await OpenAsync(view, $"fetch('{slow.Url}')");
        Task<Stream?> content = (await log.NextAsync("/slowly")).Response.GetContentAsync();
        log.Stop();
        await view.SettleAsync();
        Assert.True(await IsKeptAsync(view));
        await view.NavigateAsync(Site.Html("/stops/next", "next"));
        await Assert.ThrowsAsync<COMException>(() => content);
        Assert.False(await IsKeptAsync(view), "The last content has ended, and the browser still keeps bodies.");
    });

    [Fact]
    public Task A_content_that_ends_in_another_process_is_waited_for_without_a_handler() => RunAsync(async view =>
    {
        SiteGate gate = Site.Hold("/moves/frame", static _ => SiteResponse.Html("<title>moved</title>"));
        TaskCompletionSource<Task<Stream?>> content = new();
        await view.NavigateAsync(Site.Html("/moves", "<body>moves"));
        view.Web.WebResourceResponseReceived += OnReceived;
        await view.Web.ExecuteScriptAsync($"document.body.append(Object.assign(document.createElement('iframe'), {{ src: '{Site.Url("/moves/frame", "b.localhost")}' }}))");
        await gate.ArrivedAsync();
        gate.Open();
        Assert.Contains("moved", new StreamReader((await await content.Task)!).ReadToEnd(), StringComparison.Ordinal);

        void OnReceived(object? sender, CoreWebView2WebResourceResponseReceivedEventArgs args)
        {
            if (args.Request.Uri.EndsWith("/moves/frame", StringComparison.Ordinal))
            {
                view.Web.WebResourceResponseReceived -= OnReceived;
                content.SetResult(args.Response.GetContentAsync());
            }
        }
    });

    [Fact]
    public Task What_came_over_the_network_outlasts_its_page() => RunAsync(async view =>
    {
        Site.Map("/outlasts", static _ => SiteResponse.Text("outlasts"));
        ResponseLog log = await OpenAsync(view, "fetch('/outlasts').then(r => r.text())");
        CoreWebView2WebResourceResponseReceivedEventArgs args = await log.NextAsync("/outlasts");
        await view.NavigateAsync(Site.Html("/outlasts/next", "next", "b.localhost"));
        Assert.Equal("outlasts", await ResponseLog.TextAsync(args));
    });

    [Fact]
    public Task What_the_app_made_goes_with_its_page() => RunAsync(async view =>
    {
        view.Web.AddWebResourceRequestedFilter("*/made", CoreWebView2WebResourceContext.All);
        view.Web.WebResourceRequested += (_, args) => args.Response = view.Environment.CreateWebResourceResponse(new MemoryStream(s_allBytes), 200, "", "");
        ResponseLog log = await OpenAsync(view, "fetch('/made').then(r => r.text())");
        CoreWebView2WebResourceResponseReceivedEventArgs args = await log.NextAsync("/made");
        await view.NavigateAsync(Site.Html("/made/next", "next", "b.localhost"));
        COMException failure = await Assert.ThrowsAsync<COMException>(() => args.Response.GetContentAsync());
        Assert.Contains("/made", failure.Message, StringComparison.Ordinal);
        Assert.Same(failure, await Assert.ThrowsAsync<COMException>(() => args.Response.GetContentAsync()));
    });

    [Theory]
    [InlineData("a.localhost")]
    [InlineData("b.localhost")]
    public Task A_navigation_fails_what_waits_for_a_body(string next) => RunAsync(async view =>
    {
        using SlowServer slow = new("first half, ", "second half");
        ResponseLog log = await OpenAsync(view, $"fetch('{slow.Url}')");
        Task<Stream?> content = (await log.NextAsync("/slowly")).Response.GetContentAsync();
        await view.NavigateAsync(Site.Html("/waits/next", "next", next));
        COMException failure = await Assert.ThrowsAsync<COMException>(() => content);
        Assert.Contains("its document has gone", failure.Message, StringComparison.Ordinal);
    });

    [Fact]
    public Task A_page_that_aborts_fails_what_waits_for_the_body() => RunAsync(async view =>
    {
        using SlowServer slow = new("first half, ", "second half");
        ResponseLog log = await OpenAsync(view, $"window.abort = new AbortController(); fetch('{slow.Url}', {{ signal: abort.signal }}).catch(() => 1)");
        Task<Stream?> content = (await log.NextAsync("/slowly")).Response.GetContentAsync();
        await view.Web.ExecuteScriptAsync("abort.abort()");
        COMException failure = await Assert.ThrowsAsync<COMException>(() => content);
        Assert.Contains("ERR_ABORTED", failure.Message, StringComparison.Ordinal);
    });

    [Fact]
    public Task An_iframe_that_is_removed_fails_what_waits_for_its_bodies() => RunAsync(async view =>
    {
        using SlowServer slow = new("first half, ", "second half");
        string frame = Site.Html("/removed/frame", $"<script>fetch('{slow.Url}')</script>", "b.localhost");
        ResponseLog log = await OpenAsync(view, $"document.body.append(Object.assign(document.createElement('iframe'), {{ src: '{frame}' }}))");
        Task<Stream?> content = (await log.NextAsync("/slowly")).Response.GetContentAsync();
        await view.Web.ExecuteScriptAsync("document.querySelector('iframe').remove()");
        await Assert.ThrowsAsync<COMException>(() => content);
    });

    [Fact]
    public Task A_page_that_crashes_fails_what_waits_for_a_body() => RunAsync(async view =>
    {
        using SlowServer slow = new("first half, ", "second half");
        ResponseLog log = await OpenAsync(view, $"fetch('{slow.Url}')");
        Task<Stream?> content = (await log.NextAsync("/slowly")).Response.GetContentAsync();
        Task crashing = view.Web.CallDevToolsProtocolMethodAsync("Page.crash", "{}");
        COMException failure = await Assert.ThrowsAsync<COMException>(() => content);
        Assert.Contains("crashed", failure.Message, StringComparison.Ordinal);
        Assert.False(crashing.IsCompletedSuccessfully);
    });

    [Fact]
    public Task A_page_that_hangs_keeps_no_other_view_from_its_contents() => RunAsync(async view =>
    {
        TestView other = await view.OpenAnotherAsync();
        Site.Map("/hangs/network", static _ => SiteResponse.Text("of the network"));
        (Task<Stream?> content, Task<string> hanging) = await HangAsync(view);
        await other.NavigateAsync(Site.Html("/hangs/other", "other", "b.localhost"));
        ResponseLog otherLog = new(other.Web);
        await other.Web.ExecuteScriptAsync("fetch('/hangs/network').then(r => r.text())");
        Assert.Equal("of the network", await ResponseLog.TextAsync(await otherLog.NextAsync("/hangs/network")));
        Assert.False(hanging.IsCompleted || content.IsCompleted);
        await view.Web.CallDevToolsProtocolMethodAsync("Runtime.terminateExecution", "{}");
        Assert.NotNull(await content);
    });

    [Fact]
    public Task Close_ends_what_waits_and_what_comes_after() => RunAsync(async view =>
    {
        using SlowServer slow = new("first half, ", "second half");
        TestView other = await view.OpenAnotherAsync();
        ResponseLog log = await OpenAsync(other, $"fetch('{slow.Url}')");
        CoreWebView2WebResourceResponseReceivedEventArgs args = await log.NextAsync("/slowly");
        Task<Stream?> content = args.Response.GetContentAsync();
        other.Controller.Close();
        await Assert.ThrowsAnyAsync<COMException>(() => content);
        Assert.Equal(Codes.InvalidState, Assert.IsType<COMException>((await Assert.ThrowsAsync<InvalidOperationException>(() => args.Response.GetContentAsync())).InnerException).HResult);
        Assert.Equal(200, args.Response.StatusCode);
        log.Stop();
    });

    [Fact]
    public Task Close_runs_nothing_of_the_apps_that_waits() => RunAsync(async view =>
    {
        using SlowServer slow = new("first half, ", "second half");
        TestView other = await view.OpenAnotherAsync();
        ResponseLog log = await OpenAsync(other, $"fetch('{slow.Url}')");
        bool isInClose = false;
        Task<bool> waiting = WaitAsync((await log.NextAsync("/slowly")).Response.GetContentAsync());
        isInClose = true;
        other.Controller.Close();
        isInClose = false;
        Assert.False(await waiting, "What waited for a content went on inside of Close.");

        async Task<bool> WaitAsync(Task<Stream?> content)
        {
            await Assert.ThrowsAnyAsync<COMException>(() => content);
            return isInClose;
        }
    });

    [Fact]
    public Task The_host_holds_nothing_of_what_the_app_has_let_go() => RunAsync(async view =>
    {
        const int Count = 1000;
        Site.Map("/many/one", static _ => SiteResponse.Text(new string('x', 10_000)));
        List<WeakReference> seen = [];
        TaskCompletionSource all = new();
        view.Web.WebResourceResponseReceived += (_, args) => Note(args);
        await view.NavigateAsync(Site.Html("/many", $"<script>(async () => {{ for (let i = 0; i < {Count}; i += 50) await Promise.all([...Array(50).keys()].map(j => fetch('/many/one?' + (i + j)).then(r => r.text()))) }})()</script>"));
        await all.Task;
        await view.SettleAsync();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.InRange(seen.Count(static reference => reference.IsAlive), 0, 5);

        [MethodImpl(MethodImplOptions.NoInlining)]
        void Note(CoreWebView2WebResourceResponseReceivedEventArgs args)
        {
            if (args.Request.Uri.Contains("/many/one", StringComparison.Ordinal))
            {
                seen.Add(new WeakReference(args.Response));
                if (seen.Count == Count)
                {
                    all.SetResult();
                }
            }
        }
    });

    [Fact]
    public Task A_thousand_contents_can_be_asked_for_at_once() => RunAsync(async view =>
    {
        const int Count = 1000;
        Site.Map("/asked/one", static request => SiteResponse.Text(request.Target));
        List<Task<string?>> contents = [];
        TaskCompletionSource all = new();
        view.Web.WebResourceResponseReceived += (_, args) =>
        {
            if (args.Request.Uri.Contains("/asked/one", StringComparison.Ordinal))
            {
                contents.Add(ResponseLog.TextAsync(args));
                if (contents.Count == Count)
                {
                    all.SetResult();
                }
            }
        };
        await view.NavigateAsync(Site.Html("/asked", $"<script>(async () => {{ for (let i = 0; i < {Count}; i += 50) await Promise.all([...Array(50).keys()].map(j => fetch('/asked/one?' + (i + j)).then(r => r.text()))) }})()</script>"));
        await all.Task;
        Assert.Equal(Enumerable.Range(0, Count).Select(static i => $"/asked/one?{i}").Order(), (await Task.WhenAll(contents)).Order());
    });

    /// <summary>A view whose page hangs, and which is asked for a content that only the page has.</summary>
    private async Task<(Task<Stream?> Content, Task<string> Script)> HangAsync(TestView view)
    {
        view.Web.AddWebResourceRequestedFilter("*/hangs/made", CoreWebView2WebResourceContext.All);
        view.Web.WebResourceRequested += (_, args) => args.Response = view.Environment.CreateWebResourceResponse(new MemoryStream(s_allBytes), 200, "", "");
        ResponseLog log = await OpenAsync(view, "fetch('/hangs/made').then(r => r.text()).then(() => chrome.webview.postMessage('read'))");
        CoreWebView2WebResourceResponseReceivedEventArgs made = await log.NextAsync("/hangs/made");
        await view.NextMessageAsync();
        Task<string> hanging = view.Web.ExecuteScriptAsync("for (;;);");
        return (made.Response.GetContentAsync(), hanging);
    }

    /// <summary>Whether the browser has the body of a request, made now, after it has ended.</summary>
    private async Task<bool> IsKeptAsync(TestView view)
    {
        Site.Map("/kept", static _ => SiteResponse.Text("kept"));
        TaskCompletionSource<string> ended = new();
        CoreWebView2DevToolsProtocolEventReceiver finished = view.Web.GetDevToolsProtocolEventReceiver("Network.loadingFinished");
        finished.DevToolsProtocolEventReceived += OnFinished;
        await view.Web.ExecuteScriptAsync("fetch('/kept').then(r => r.text()); 0");
        string requestId = await ended.Task;
        finished.DevToolsProtocolEventReceived -= OnFinished;
        try
        {
            await view.Web.CallDevToolsProtocolMethodAsync("Network.getResponseBody", $$"""{"requestId":"{{requestId}}"}""");
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }

        void OnFinished(object? sender, CoreWebView2DevToolsProtocolEventReceivedEventArgs args) =>
            ended.TrySetResult(JsonDocument.Parse(args.ParameterObjectAsJson).RootElement.GetProperty("requestId").GetString()!);
    }

    private static byte[] Pack(byte[] bytes)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    /// <summary>A page with a log of its responses, in which a script has been started.</summary>
    private async Task<ResponseLog> OpenAsync(TestView view, string script)
    {
        await view.NavigateAsync(Site.Html("/content", "<body>content"));
        ResponseLog log = new(view.Web);
        await view.Web.ExecuteScriptAsync(script);
        return log;
    }
}
