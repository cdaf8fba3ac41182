using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Conformance.Messages;

/// <summary>Messages from the host to the page.</summary>
[Behaviour(108)]
public sealed class HostMessageTests(BrowserFixture browser) : BrowserTests(browser)
{
    private const string Echo = "<script>chrome.webview.addEventListener('message', e => chrome.webview.postMessage(e.data))</script>";

    [Theory]
    [InlineData("{\"a\":[1,null,\"b\"]}")]
    [InlineData("42")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("[]")]
    public Task JSON_arrives_as_the_value_it_says(string json) => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/echo", Echo));

        view.Web.PostWebMessageAsJson(json);

        Assert.Equal(json, await view.NextMessageAsync());
    });

    [Fact]
    public Task A_string_arrives_as_a_string_every_character_of_it() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/characters", "<script>chrome.webview.addEventListener('message', e => window.got = e.data)</script>"));
        foreach (string text in new[] { "", "{\"a\":1}", "ä漢🙂 ' \" ` \\ ${1} </script> \u2028\u2029 \0 \r\n", "\ud800 and \udc00" })
        {
            view.Web.PostWebMessageAsString(text);

            string codes = $"[{string.Join(',', text.Select(c => (int)c))}]";
            Assert.Equal(codes, await view.Web.ExecuteScriptAsync("Array.from({ length: got.length }, (_, i) => got.charCodeAt(i))"));
        }
    });

    [Fact]
    public Task The_event_is_a_MessageEvent_whose_source_is_the_webview() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/event", "<script>chrome.webview.addEventListener('message', e => window.got = [e instanceof MessageEvent, e.type, e.source === chrome.webview, e.data])</script>"));

        view.Web.PostWebMessageAsString("text");

        Assert.Equal("[true,\"message\",true,\"text\"]", await view.Web.ExecuteScriptAsync("got"));
    });

    [Fact]
    public Task A_removed_listener_hears_nothing_and_the_others_do() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/listeners", """
            <script>
              window.heard = [];
              const first = e => heard.push('first ' + e.data);
              const second = { handleEvent: e => heard.push('second ' + e.data) };
              chrome.webview.addEventListener('message', first);
              chrome.webview.addEventListener('message', second);
              chrome.webview.addEventListener('message', e => heard.push('once ' + e.data), { once: true });
            </script>
            """));

        view.Web.PostWebMessageAsJson("1");
        await view.Web.ExecuteScriptAsync("chrome.webview.removeEventListener('message', first)");
        view.Web.PostWebMessageAsJson("2");

        Assert.Equal("[\"first 1\",\"second 1\",\"once 1\",\"second 2\"]", await view.Web.ExecuteScriptAsync("heard"));
    });

    [Fact]
    public Task A_listener_that_throws_does_not_keep_the_message_from_the_next() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/throwing-listener", "<script>chrome.webview.addEventListener('message', () => { throw 1 })</script>" + Echo));

        view.Web.PostWebMessageAsJson("1");
        view.Web.PostWebMessageAsJson("2");

        Assert.Equal(["1", "2"], await view.NextMessagesAsync(2));
    });

    [Fact]
    public Task A_thousand_messages_arrive_in_order_of_both_kinds() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/many", Echo));

        for (int i = 0; i < 1000; i++)
        {
            if (i % 2 == 0)
            {
                view.Web.PostWebMessageAsJson($"{i}");
            }
            else
            {
                view.Web.PostWebMessageAsString($"{i}");
            }
        }

        List<string> messages = await view.NextMessagesAsync(1000);
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => i % 2 == 0 ? $"{i}" : $"\"{i}\""), messages);
    });

    [Fact]
    public Task A_message_of_64_MB_arrives_whole() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/large", "<script>chrome.webview.addEventListener('message', e => chrome.webview.postMessage(e.data.length))</script>"));

        view.Web.PostWebMessageAsString(new string('ä', 64 * 1024 * 1024));

        Assert.Equal($"{64 * 1024 * 1024}", await view.NextMessageAsync());
    });

    [Theory]
    [InlineData("")]
    [InlineData("text")]
    [InlineData("{'a':1}")]
    [InlineData("{\"a\":1")]
    [InlineData("1 2")]
    [InlineData("undefined")]
    [InlineData("NaN")]
    [InlineData("[1,]")]
    [InlineData("1); alert(1); (")]
    public Task What_is_no_JSON_is_refused_at_once(string json) => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/malformed", Echo));

        Assert.Throws<ArgumentException>(() => view.Web.PostWebMessageAsJson(json));

        view.Web.PostWebMessageAsJson("\"fine\"");
        Assert.Equal("\"fine\"", await view.NextMessageAsync());
    });

    [Fact]
    public Task Null_is_refused() => RunAsync(view =>
    {
        Assert.Throws<ArgumentNullException>(() => view.Web.PostWebMessageAsJson(null!));
        Assert.Throws<ArgumentNullException>(() => view.Web.PostWebMessageAsString(null!));
        return Task.CompletedTask;
    });

    [Theory]
    [InlineData("{\"__proto__\":{\"polluted\":true},\"constructor\":1}")]
    [InlineData("\"\\ud800\"")]
    [InlineData(" {\"a\" : 1e400 , \"b\": -0 } ")]
    [InlineData("{\"a\":1,\"a\":2}")]
    public Task Odd_JSON_is_what_the_page_would_parse_from_it(string json) => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/odd", "<script>chrome.webview.addEventListener('message', e => window.got = e.data)</script>"));

        view.Web.PostWebMessageAsJson(json);

        string literal = System.Text.Json.JsonSerializer.Serialize(json, StringContext.Default.String);
        Assert.Equal(
            "[true,false]",
            await view.Web.ExecuteScriptAsync($"[JSON.stringify(got) === JSON.stringify(JSON.parse({literal})), 'polluted' in {{}}]"));
    });

    [Fact]
    public Task Deep_JSON_arrives() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/deep", Echo));
        string json = new string('[', 500) + new string(']', 500);

        view.Web.PostWebMessageAsJson(json);

        Assert.Equal(json, await view.NextMessageAsync());
    });

    [Fact]
    public Task Frames_do_not_hear_what_is_said_to_the_page() => RunAsync(async view =>
    {
        const string Listen = "<script>chrome.webview.addEventListener('message', e => top.postMessage('heard', '*'))</script>";
        string same = Site.Html("/hear/same", Listen);
        string cross = Site.Html("/hear/cross", Listen, "b.localhost");
        await view.NavigateAsync(Site.Html(
            "/hear", $"{Echo}<script>onmessage = () => chrome.webview.postMessage('a frame heard it')</script><iframe src='{same}'></iframe><iframe src='{cross}'></iframe>"));

        view.Web.PostWebMessageAsJson("1");
        view.Web.PostWebMessageAsJson("2");

        Assert.Equal(["1", "2"], await view.NextMessagesAsync(2));
        await view.SettleAsync();
        Assert.Equal(2, view.Log.Count("WebMessageReceived"));
    });

    [Fact]
    public Task A_document_that_is_gone_gets_nothing_and_its_successor_gets_nothing_of_it() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/gone/old", Echo));
        Held next = Site.Hold("/gone/new", Echo);
        view.Web.Navigate(next.Url);
        await next.Arrived;

        view.Web.PostWebMessageAsString("to the old");
        next.Release();
        await view.Log.NextAsync("NavigationCompleted", logged => view.Web.Source == next.Url);
        view.Web.PostWebMessageAsString("to the new");
        await view.Log.NextAsync("WebMessageReceived", logged => logged.Text == "\"to the new\"");

        Assert.DoesNotContain(view.Log.Events, logged => logged.Text == "\"to the old\"" && logged.Source == next.Url);
    });
}
