using System.Threading.Tasks;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Conformance.Messages;

/// <summary>What a page tries in order to get between the host and its messages, or to speak for someone else.</summary>
[Behaviour(105)]
public sealed class HostilePageTests(BrowserFixture browser) : BrowserTests(browser)
{
    private const string Listen =
        "<script>{ const send = chrome.webview.postMessage.bind(chrome.webview); chrome.webview.addEventListener('message', e => send(['heard', e.data])) }</script>";

    [Theory]
    [InlineData("delete window.chrome")]
    [InlineData("delete chrome.webview")]
    [InlineData("window.chrome = { webview: { postMessage() {} } }")]
    [InlineData("chrome.webview = { postMessage() {} }")]
    [InlineData("Object.defineProperty(window, 'chrome', { value: {} })")]
    [InlineData("Object.defineProperty(chrome, 'webview', { value: {} })")]
    [InlineData("var chrome = {}")]
    [InlineData("Object.setPrototypeOf(chrome.webview, { addEventListener() {}, postMessage() {} })")]
    [InlineData("chrome.webview.postMessage = () => {}")]
    [InlineData("Object.defineProperty(chrome.webview, 'dispatchEvent', { value() {} })")]
    public Task The_way_to_the_page_stays_open(string attack) => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/hostile/replace", Listen));
        await view.Web.ExecuteScriptAsync($"try {{ {attack} }} catch {{ }} 0");

        view.Web.PostWebMessageAsString("hello");

        Assert.Equal("[\"heard\",\"hello\"]", await view.NextMessageAsync());
    });

    [Theory]
    [InlineData("JSON.stringify = () => '\"forged\"'; JSON.parse = () => 'forged'")]
    [InlineData("EventTarget.prototype.dispatchEvent = () => { throw 1 }")]
    [InlineData("window.MessageEvent = class { constructor() { throw 1 } }")]
    [InlineData("Object.defineProperty = () => { throw 1 }; Object.defineProperty.value = 1")]
    [InlineData("Reflect.apply = () => { throw 1 }; Function.prototype.call = Function.prototype.apply = () => { throw 1 }")]
    [InlineData("Array.prototype[Symbol.iterator] = () => { throw 1 }")]
    [InlineData("Object.prototype.get = () => 'forged'; Object.prototype.value = 'forged'; Object.prototype.data = 'forged'")]
    [InlineData("window.Error = window.TypeError = null; Symbol.for = () => 'x'")]
    public Task Patched_built_ins_do_not_change_what_is_said(string attack) => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/hostile/patched", Listen));
        await view.Web.ExecuteScriptAsync($"try {{ {attack} }} catch {{ }} 0");

        view.Web.PostWebMessageAsJson("{\"a\":\"hello\"}");

        Assert.Equal("[\"heard\",{\"a\":\"hello\"}]", await view.NextMessageAsync());
    });

    [Fact]
    public Task The_raw_binding_is_nowhere_among_the_globals() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/hostile/globals", ""));

        Assert.Equal("[]", await view.Web.ExecuteScriptAsync(
            "Reflect.ownKeys(window).concat(Reflect.ownKeys(chrome)).map(String).filter(name => /oriel|cdc_/i.test(name))"));
        Assert.Equal("[\"webview\"]", await view.Web.ExecuteScriptAsync("Object.keys(chrome).filter(name => name === 'webview')"));
        Assert.Equal("\"[object Object]\"", await view.Web.ExecuteScriptAsync("Object.prototype.toString.call(chrome)"));
    });

    [Fact]
    public Task A_new_frames_window_holds_no_binding_either() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/hostile/frame-globals", "<body></body>"));

        Assert.Equal("[]", await view.Web.ExecuteScriptAsync("""
            (() => {
              const frame = document.createElement('iframe');
              document.body.append(frame);
              return Reflect.ownKeys(frame.contentWindow).map(String).filter(name => /oriel/i.test(name));
            })()
            """));
    });

    [Theory]
    [InlineData("a.localhost")]
    [InlineData("b.localhost")]
    public Task A_frame_cannot_speak_for_the_page(string host) => RunAsync(async view =>
    {
        string frame = Site.Html($"/hostile/frame/{host}", """
            <script>
              try { top.chrome.webview.postMessage.call(chrome.webview, 'forged 1') } catch {}
              try { chrome.webview.postMessage('forged 2') } catch {}
              try { chrome.webview.postMessage.call(top.chrome.webview, 'forged 3') } catch {}
            </script>
            """, host);
        await view.NavigateAsync(Site.Html("/hostile/top", $"<iframe src='{frame}'></iframe>"));

        await view.Web.ExecuteScriptAsync("chrome.webview.postMessage('real')");
        await view.Log.NextAsync("WebMessageReceived", logged => logged.Text == "\"real\"");

        // A frame of the same origin may use its parent's functions as the parent could; it has the parent's trust in everything.
        Assert.DoesNotContain(view.Log.Events, logged => logged.Name == "WebMessageReceived" && logged.Text.Contains("forged 2", System.StringComparison.Ordinal));
        Assert.DoesNotContain(view.Log.Events, logged => logged.Name == "WebMessageReceived" && logged.Text.Contains("forged 3", System.StringComparison.Ordinal));
        if (host != "a.localhost")
        {
            Assert.Equal(1, view.Log.Count("WebMessageReceived"));
        }
    });

    [Fact]
    public Task A_page_cannot_forge_its_title_or_kind_of_message_by_what_it_sends() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/hostile/kind", "<title>real</title>"));

        await view.Web.ExecuteScriptAsync("chrome.webview.postMessage('tforged'); chrome.webview.postMessage('m\"forged\"')");

        Assert.Equal(["\"tforged\"", "\"m\\\"forged\\\"\""], await view.NextMessagesAsync(2));
        Assert.Equal("real", view.Web.DocumentTitle);
    });

    [Fact]
    public Task A_toJSON_put_on_everything_changes_only_what_the_page_itself_sends() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/hostile/to-json", "<script>Array.prototype.toJSON = () => 'patched'</script>"));

        await view.Web.ExecuteScriptAsync("chrome.webview.postMessage([1])");

        Assert.Equal("\"patched\"", await view.NextMessageAsync());
    });

    [Fact]
    public Task A_page_that_opens_itself_anew_keeps_its_way_to_the_host() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/hostile/open", Listen));

        await view.Web.ExecuteScriptAsync("document.open(); document.write('<p>new<script>chrome.webview.postMessage(1)<' + '/script>'); document.close()");

        Assert.Equal("1", await view.NextMessageAsync());
    });

    [Fact]
    public Task A_sandboxed_frame_is_not_taken_for_the_page() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html(
            "/hostile/sandbox", "<iframe sandbox='allow-scripts' srcdoc=\"<script>try { chrome.webview.postMessage('forged') } catch {}</script>\"></iframe>"));

        await view.Web.ExecuteScriptAsync("chrome.webview.postMessage('real')");

        Assert.Equal("\"real\"", await view.NextMessageAsync());
        Assert.Equal(1, view.Log.Count("WebMessageReceived"));
    });
}
