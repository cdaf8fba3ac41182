using System;
using System.Drawing;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit.Processes;
using Oriel.TestKit.Site;
using Xunit;

namespace Oriel.Conformance.Environments;

/// <summary>A browser whose pipe carries JSON only (docs/adr/0002): the app notices nothing.</summary>
public sealed class JsonBrowserTests(JsonBrowserFixture browser) : ViewTests<JsonBrowserFixture>(browser)
{
    /// <summary>Every way in which JSON and CBOR write text apart: outside ASCII, outside the basic plane, quotes, control characters, zero, half a pair.</summary>
    private const string Text = "ž日本🦊 \"\\/ \0\n\u007f\u2028 \ud800|\udc00";

    /// <summary>The same as a literal of JavaScript and JSON.</summary>
    private const string Literal = """ "ž日本🦊 \"\\/ \u0000\n\u007f\u2028 \ud800|\udc00" """;

    [Fact]
    public Task Its_pipe_is_one_of_JSON() => RunAsync(view =>
    {
        ProcessEntry process = ProcessTable.Find((int)view.Web.BrowserProcessId)!;

        Assert.Equal("--remote-debugging-pipe", Assert.Single(process.Arguments, argument => argument.StartsWith("--remote-debugging", StringComparison.Ordinal)));
        return Task.CompletedTask;
    });

    [Fact]
    public Task A_page_is_navigated_to_and_runs_script() => RunAsync(async view =>
    {
        string url = Site.Html("/json/page", "<title>page</title><iframe src='/json/inner'></iframe>");
        Site.Html("/json/inner", "inner");

        Assert.True((await view.NavigateAsync(url)).IsSuccess);

        Assert.Equal(url, view.Web.Source);
        Assert.Equal("page", view.Web.DocumentTitle);
        Assert.Equal(
            ["NavigationStarting", "SourceChanged", "ContentLoading", "HistoryChanged", "DOMContentLoaded", "NavigationCompleted"], view.Log.Navigation);
        Assert.Equal(1, view.Log.Count("FrameNavigationCompleted"));
        Assert.Equal("""{"a":[1,-0.5,1e+300,true,null,{}],"b":""}""", await view.Web.ExecuteScriptAsync("({ a: [1, -0.5, 1e300, true, null, {}], b: '' })"));
    });

    [Fact]
    public Task Any_text_goes_in_and_comes_out() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/json/text", "text"));

        Assert.Equal(string.Join(',', Text.Select(character => (int)character)), await CodesAsync(view, Literal));

        // As it is, not as an escape: the command itself holds the characters, and the result.
        Assert.Equal($"{(int)'ž'},{(int)'日'},55358,56714", await CodesAsync(view, "'ž日🦊'"));
        Assert.Equal("56320,55296", await CodesAsync(view, "'\udc00\ud800'"));
        Assert.Equal("\"日🦊\\udc00\"", await view.Web.ExecuteScriptAsync("'日🦊\\udc00'"), ignoreCase: true);
    });

    [Fact]
    public Task Messages_go_both_ways() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/json/messages", "<script>chrome.webview.addEventListener('message', event => chrome.webview.postMessage(event.data))</script>"));

        view.Web.PostWebMessageAsString(Text);
        Assert.Equal(Text, (await view.Log.NextAsync<CoreWebView2WebMessageReceivedEventArgs>("WebMessageReceived")).TryGetWebMessageAsString());

        view.Web.PostWebMessageAsJson($$"""{"text":{{Literal}},"numbers":[0.1,-7,12345678901]}""");
        CoreWebView2WebMessageReceivedEventArgs message = await view.Log.NextAsync<CoreWebView2WebMessageReceivedEventArgs>("WebMessageReceived");
        Assert.EndsWith(",\"numbers\":[0.1,-7,12345678901]}", message.WebMessageAsJson, StringComparison.Ordinal);
    });

    [Fact]
    public Task A_picture_comes_as_bytes() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/json/picture", "<body style='background:linear-gradient(red, blue)'>"));
        view.Controller.Bounds = new Rectangle(0, 0, 300, 200);
        using MemoryStream stream = new();

        await view.Web.CapturePreviewAsync(CoreWebView2CapturePreviewImageFormat.Png, stream);

        byte[] png = stream.ToArray();
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10], png[..8]);
        Assert.Equal("IEND"u8, png.AsSpan()[^8..^4]);
    });

    [Fact]
    public Task Bytes_reach_the_server() => RunAsync(async view =>
    {
        byte[] body = [.. Enumerable.Range(0, 1000).Select(number => (byte)number)];
        using MemoryStream content = new(body);

        await view.CompletionOfAsync(() => view.Web.NavigateWithWebResourceRequest(
            view.Environment.CreateWebResourceRequest(Site.Html("/json/post", "post"), "POST", content, "Content-Type: application/octet-stream")));

        Assert.Equal(body, Site.RequestsTo("/json/post").Single().Body);
    });

    [Theory]
    [InlineData("text", "ž日本🦊 \"\\/ \n")]
    [InlineData("none", "\u00ff\u0000\u00fe")]
    public Task The_content_of_a_response_comes_as_bytes(string kind, string characters) => RunAsync(async view =>
    {
        byte[] body = kind == "text" ? Encoding.UTF8.GetBytes(characters) : Encoding.Latin1.GetBytes(characters);
        Site.Map("/json/content", _ => SiteResponse.Bytes(body, "text/plain; charset=utf-8"));
        await view.NavigateAsync(Site.Html("/json/contents", "contents"));
        TaskCompletionSource<Task<Stream?>> content = new();
        view.Web.WebResourceResponseReceived += (_, e) => content.TrySetResult(e.Response.GetContentAsync());

        await view.Web.ExecuteScriptAsync("fetch('/json/content')");

        using Stream received = (await await content.Task)!;
        using MemoryStream copy = new();
        await received.CopyToAsync(copy);
        Assert.Equal(body, copy.ToArray());
    });

    [Fact]
    public Task An_event_of_the_protocol_is_received() => RunAsync(async view =>
    {
        TaskCompletionSource<string> received = new(TaskCreationOptions.RunContinuationsAsynchronously);
        view.Web.GetDevToolsProtocolEventReceiver("Runtime.consoleAPICalled").DevToolsProtocolEventReceived += (_, e) => received.TrySetResult(e.ParameterObjectAsJson);
        await view.Web.CallDevToolsProtocolMethodAsync("Runtime.enable", "{}");

        await view.Web.ExecuteScriptAsync("console.log('日本')");

        Assert.Contains("""{"type":"string","value":"日本"}""", await received.Task, StringComparison.Ordinal);
    });

    [Fact]
    public Task A_refused_call_says_what_the_browser_said() => RunAsync(async view =>
    {
        ArgumentException failure = await Assert.ThrowsAsync<ArgumentException>(() => view.Web.CallDevToolsProtocolMethodAsync("No.such", "{}"));

        Assert.Contains("'No.such' wasn't found", failure.Message, StringComparison.Ordinal);
    });

    [Fact]
    public Task A_navigation_is_held_and_cancelled() => RunAsync(async view =>
    {
        string kept = Site.Html("/json/kept", "kept");
        await view.NavigateAsync(kept);
        view.Web.NavigationStarting += (_, e) => e.Cancel = true;

        CoreWebView2NavigationCompletedEventArgs completed = await view.NavigateAsync(Site.Html("/json/never", "never"));

        Assert.Equal(CoreWebView2WebErrorStatus.OperationCanceled, completed.WebErrorStatus);
        Assert.Equal(kept, view.Web.Source);
        Assert.Equal(0, Site.Count("/json/never"));
    });

    [Fact]
    public Task A_result_of_five_megabytes_comes_whole() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/json/large", "large"));

        string json = await view.Web.ExecuteScriptAsync("'0123456789abcde日'.repeat(5 * 65536)");

        Assert.Equal(string.Concat(Enumerable.Repeat("0123456789abcde日", 5 * 65536)), json[1..^1]);
    });

    private static async Task<string> CodesAsync(TestView view, string literal) =>
        (await view.Web.ExecuteScriptAsync($"Array.from({{ length: {literal}.length }}, (_, i) => {literal}.charCodeAt(i)).join()")).Trim('"');
}
