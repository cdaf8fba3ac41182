using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Conformance.Messages;

/// <summary>Messages from the page to the host.</summary>
public sealed class PageMessageTests(BrowserFixture browser) : BrowserTests(browser)
{
    [Theory, Behaviour(105)]
    [InlineData("{ a: [1, 'b'] }", "{\"a\":[1,\"b\"]}")]
    [InlineData("42", "42")]
    [InlineData("true", "true")]
    [InlineData("null", "null")]
    [InlineData("undefined", "null")]
    [InlineData("NaN", "null")]
    [InlineData("() => 1", "null")]
    [InlineData("'text'", "\"text\"")]
    [InlineData("new Date(0)", "\"1970-01-01T00:00:00.000Z\"")]
    [InlineData("{ toJSON: () => 'own' }", "\"own\"")]
    [InlineData("[undefined]", "[null]")]
    public Task A_message_comes_as_JSON(string message, string json) => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/message", ""));

        await view.Web.ExecuteScriptAsync($"chrome.webview.postMessage({message})");

        Assert.Equal(json, await view.NextMessageAsync());
    });

    [Fact, Behaviour(105)]
    public Task Only_a_string_can_be_had_as_a_string() => RunAsync(async view =>
    {
        string url = Site.Html("/string", "<script>chrome.webview.postMessage('ä \"x\" \\ud800\\n'); chrome.webview.postMessage({ a: 1 })</script>");
        await view.NavigateAsync(url);

        CoreWebView2WebMessageReceivedEventArgs text = await view.Log.NextAsync<CoreWebView2WebMessageReceivedEventArgs>("WebMessageReceived");
        CoreWebView2WebMessageReceivedEventArgs thing = await view.Log.NextAsync<CoreWebView2WebMessageReceivedEventArgs>("WebMessageReceived");

        Assert.Equal("ä \"x\" \ud800\n", text.TryGetWebMessageAsString());
        Assert.Equal(url, text.Source);
        Assert.Empty(text.AdditionalObjects);
        ArgumentException refused = Assert.Throws<ArgumentException>(thing.TryGetWebMessageAsString);
        Assert.Equal(unchecked((int)0x80070057), refused.HResult);
    });

    [Fact, Behaviour(106)]
    public Task A_thousand_messages_come_in_order() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/thousand", "<script>for (let i = 0; i < 1000; i++) chrome.webview.postMessage(i)</script>"));

        List<string> messages = await view.NextMessagesAsync(1000);

        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"{i}"), messages);
    });

    /// <summary>Also against completions: an answer comes when all that the page had said before it has been heard.</summary>
    [Fact, Behaviour(80), Behaviour(106)]
    public Task A_hundred_thousand_messages_come_in_order_amid_a_stream_of_completions() => RunAsync(async view =>
    {
        const int Messages = 100_000;
        await view.NavigateAsync(Site.Html("/hundred-thousand", ""));
        List<int> heard = new(Messages);
        TaskCompletionSource all = new();
        view.Web.WebMessageReceived += (_, e) =>
        {
            heard.Add(int.Parse(e.WebMessageAsJson, CultureInfo.InvariantCulture));
            if (heard.Count == Messages)
            {
                all.SetResult();
            }
        };
        await view.Web.ExecuteScriptAsync($$"""
            let sent = 0;
            const channel = new MessageChannel();
            channel.port1.onmessage = () => {
              for (let i = 0; i < 100 && sent < {{Messages}}; i++) chrome.webview.postMessage(sent++);
              if (sent < {{Messages}}) channel.port2.postMessage(0);
            };
            channel.port2.postMessage(0);
            """);
        int answers = 0;
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => AskAsync()));
        Assert.Equal(Enumerable.Range(0, Messages), heard);
        Assert.InRange(answers, 50, Messages);

        async Task AskAsync()
        {
            while (!all.Task.IsCompleted)
            {
                int said = int.Parse(await view.Web.ExecuteScriptAsync("sent"), CultureInfo.InvariantCulture);
                Assert.Equal(said, heard.Count);
                view.Log.Clear();
                answers++;
            }
        }
    });

    [Fact, Behaviour(106)]
    public Task Messages_keep_their_order_against_the_end_of_the_script_that_sent_them() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/script-order", ""));
        view.Log.Clear();

        await view.Web.ExecuteScriptAsync("chrome.webview.postMessage(1); chrome.webview.postMessage(2); 3");

        Assert.Equal(2, view.Log.Count("WebMessageReceived"));
    });

    [Fact, Behaviour(105)]
    public Task A_message_of_64_MB_arrives_whole() => RunAsync(async view =>
    {
        const int Length = 64 * 1024 * 1024;
        await view.NavigateAsync(Site.Html("/large-message", ""));

        await view.Web.ExecuteScriptAsync($"chrome.webview.postMessage('z'.repeat({Length})); chrome.webview.postMessage('after')");
        string json = await view.NextMessageAsync();

        Assert.Equal(Length + 2, json.Length);
        Assert.True(json.AsSpan(1, Length).IndexOfAnyExcept('z') < 0);
        Assert.Equal("\"after\"", await view.NextMessageAsync());
    });

    [Theory, Behaviour(105)]
    [InlineData("'ä漢🙂'", "ä漢🙂")]
    [InlineData("'a\\0b'", "a\0b")]
    [InlineData("'\\u2028\\u2029\\ufeff\\uffff'", "\u2028\u2029\ufeff\uffff")]
    public Task Every_character_arrives(string literal, string expected) => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/characters", ""));
        await view.Web.ExecuteScriptAsync($"chrome.webview.postMessage({literal})");

        Assert.Equal(expected, (await view.Log.NextAsync<CoreWebView2WebMessageReceivedEventArgs>("WebMessageReceived")).TryGetWebMessageAsString());
    });

    [Fact, Behaviour(105)]
    public Task Lone_surrogates_arrive() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/surrogates", ""));
        await view.Web.ExecuteScriptAsync("chrome.webview.postMessage('\\udc00\\ud800')");

        Assert.Equal("\udc00\ud800", (await view.Log.NextAsync<CoreWebView2WebMessageReceivedEventArgs>("WebMessageReceived")).TryGetWebMessageAsString());
    });

    [Theory, Behaviour(105)]
    [InlineData("chrome.webview.postMessage(10n)", "TypeError")]
    [InlineData("chrome.webview.postMessage()", "TypeError")]
    [InlineData("const loop = {}; loop.self = loop; chrome.webview.postMessage(loop)", "TypeError")]
    [InlineData("chrome.webview.postMessage({ get a() { throw new RangeError() } })", "RangeError")]
    public Task What_cannot_be_JSON_throws_in_the_page(string script, string error) => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/no-json", ""));

        Assert.Equal($"\"{error}\"", await view.Web.ExecuteScriptAsync($"(() => {{ try {{ {script} }} catch (e) {{ return e.name }} }})()"));
        await view.SettleAsync();
        Assert.Equal(0, view.Log.Count("WebMessageReceived"));
    });

    [Fact, Behaviour(105)]
    public Task Keys_that_mean_something_to_the_language_are_only_keys() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/keys", ""));

        await view.Web.ExecuteScriptAsync("chrome.webview.postMessage(JSON.parse('{\"__proto__\":{\"a\":1},\"constructor\":2,\"toString\":3,\"\":4}'))");

        Assert.Equal("{\"__proto__\":{\"a\":1},\"constructor\":2,\"toString\":3,\"\":4}", await view.NextMessageAsync());
    });

    [Theory, Behaviour(106)]
    [InlineData("a.localhost")]
    [InlineData("b.localhost")]
    public Task A_message_of_a_frame_is_not_the_pages(string host) => RunAsync(async view =>
    {
        string frame = Site.Html($"/message/frame/{host}", "<script>try { chrome.webview.postMessage('from the frame') } catch {}</script>", host);
        await view.NavigateAsync(Site.Html("/message/top", $"<iframe src='{frame}'></iframe>"));

        await view.Web.ExecuteScriptAsync("chrome.webview.postMessage('from the page')");

        Assert.Equal("\"from the page\"", await view.NextMessageAsync());
        Assert.Equal(1, view.Log.Count("WebMessageReceived"));
    });

    [Fact, Behaviour(105)]
    public Task The_source_is_the_document_that_sent_it_after_every_navigation() => RunAsync(async view =>
    {
        const string Send = "<script>chrome.webview.postMessage(1)</script>";
        string first = Site.Html("/source/1", Send);
        string second = Site.Html("/source/2", Send, "b.localhost");

        await view.NavigateAsync(first + "#fragment");
        Assert.Equal(first + "#fragment", (await view.Log.NextAsync<CoreWebView2WebMessageReceivedEventArgs>("WebMessageReceived")).Source);
        await view.NavigateAsync(second);
        await view.Web.ExecuteScriptAsync("history.pushState(0, '', '?pushed'); chrome.webview.postMessage(2)");
        CoreWebView2WebMessageReceivedEventArgs pushed =
            await view.Log.NextAsync<CoreWebView2WebMessageReceivedEventArgs>("WebMessageReceived", e => e.WebMessageAsJson == "2");
        Assert.Equal(second + "?pushed", pushed.Source);
    });
}
