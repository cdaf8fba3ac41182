using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Conformance.Protocol;

/// <summary>The app's own use of the DevTools protocol.</summary>
[Behaviour(109)]
public sealed class DevToolsProtocolTests(BrowserFixture browser) : BrowserTests(browser)
{
    private const int InvalidArgument = unchecked((int)0x80070057);

    [Fact]
    public Task A_call_gives_its_result_as_JSON() => RunAsync(async view =>
    {
        string json = await view.Web.CallDevToolsProtocolMethodAsync("Runtime.evaluate", """{"expression":"({ ä: '漢' })","returnByValue":true}""");

        using JsonDocument result = JsonDocument.Parse(json);
        Assert.Equal("漢", result.RootElement.GetProperty("result").GetProperty("value").GetProperty("ä").GetString());
    });

    [Theory]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData(" { } ")]
    public Task A_method_without_parameters_takes_an_empty_object_or_nothing(string? parameters) => RunAsync(async view =>
        Assert.Contains("cssLayoutViewport", await view.Web.CallDevToolsProtocolMethodAsync("Page.getLayoutMetrics", parameters!), StringComparison.Ordinal));

    [Fact]
    public Task Every_kind_of_value_goes_there_and_back() => RunAsync(async view =>
    {
        const string Value = """{"n":-1.5,"i":9007199254740991,"s":"ä\ud83d\ude42\u0000\\\"","t":true,"f":false,"u":null,"a":[[],{}],"":1}""";
        string parameters = $$"""{"functionDeclaration":"function(x) { return x; }","arguments":[{"value":{{Value}}}],"returnByValue":true,"executionContextId":{{await ContextAsync(view)}}}""";

        using JsonDocument result = JsonDocument.Parse(await view.Web.CallDevToolsProtocolMethodAsync("Runtime.callFunctionOn", parameters));

        using JsonDocument expected = JsonDocument.Parse(Value);
        Assert.True(JsonElement.DeepEquals(expected.RootElement, result.RootElement.GetProperty("result").GetProperty("value")));
    });

    [Theory]
    [InlineData("No.suchMethod", "{}")]
    [InlineData("Runtime.noSuchMethod", "{}")]
    [InlineData("nonsense", "{}")]
    [InlineData("", "{}")]
    [InlineData("Runtime.evaluate", "{}")]
    [InlineData("Runtime.evaluate", """{"expression":1}""")]
    public Task What_the_browser_refuses_is_an_invalid_argument_with_its_words(string method, string parameters) => RunAsync(async view =>
    {
        ArgumentException refused = await Assert.ThrowsAnyAsync<ArgumentException>(() => view.Web.CallDevToolsProtocolMethodAsync(method, parameters));

        Assert.Equal(InvalidArgument, refused.HResult);
        Assert.NotEmpty(refused.Message);
        await view.SettleAsync();
    });

    [Theory]
    [InlineData("{")]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("null")]
    [InlineData("{'a':1}")]
    [InlineData("{} {}")]
    public Task Parameters_that_are_no_JSON_object_are_an_invalid_argument(string parameters) => RunAsync(async view =>
    {
        ArgumentException refused = await Assert.ThrowsAnyAsync<ArgumentException>(
            () => view.Web.CallDevToolsProtocolMethodAsync("Page.getLayoutMetrics", parameters));

        Assert.Equal(InvalidArgument, refused.HResult);
    });

    [Fact]
    public Task An_unknown_method_says_what_the_browser_said() => RunAsync(async view =>
    {
        ArgumentException refused = await Assert.ThrowsAnyAsync<ArgumentException>(
            () => view.Web.CallDevToolsProtocolMethodAsync("Runtime.noSuchMethod", "{}"));

        Assert.Contains("Runtime.noSuchMethod", refused.Message, StringComparison.Ordinal);
        Assert.Contains("-32601", refused.Message, StringComparison.Ordinal);
    });

    [Fact]
    public Task Many_calls_at_once_each_get_their_own_answer() => RunAsync(async view =>
    {
        Task<string>[] calls = [.. Enumerable.Range(0, 200).Select(i =>
            view.Web.CallDevToolsProtocolMethodAsync("Runtime.evaluate", $$"""{"expression":"{{i}}"}"""))];

        string[] results = await Task.WhenAll(calls);

        Assert.Equal(Enumerable.Range(0, 200), results.Select(json => JsonDocument.Parse(json).RootElement.GetProperty("result").GetProperty("value").GetInt32()));
    });

    [Fact]
    public Task A_receiver_tells_every_event_until_its_handler_is_removed() => RunAsync(async view =>
    {
        List<string> texts = [];
        TaskCompletionSource three = new(TaskCreationOptions.RunContinuationsAsynchronously);
        CoreWebView2DevToolsProtocolEventReceiver receiver = view.Web.GetDevToolsProtocolEventReceiver("Runtime.consoleAPICalled");
        receiver.DevToolsProtocolEventReceived += OnReceived;
        await view.Web.CallDevToolsProtocolMethodAsync("Runtime.enable", "{}");

        await view.Web.ExecuteScriptAsync("console.log('one'); console.log('two'); console.log('three')");
        await three.Task;
        Assert.Equal(["one", "two", "three"], texts);

        receiver.DevToolsProtocolEventReceived -= OnReceived;
        await view.Web.ExecuteScriptAsync("console.log('four')");
        await view.SettleAsync();
        Assert.Equal(3, texts.Count);

        void OnReceived(object? sender, CoreWebView2DevToolsProtocolEventReceivedEventArgs e)
        {
            Assert.Equal("", e.SessionId);
            using JsonDocument parameters = JsonDocument.Parse(e.ParameterObjectAsJson);
            texts.Add(parameters.RootElement.GetProperty("args")[0].GetProperty("value").GetString()!);
            if (texts.Count == 3)
            {
                three.SetResult();
            }
        }
    });

    [Fact]
    public Task A_domain_the_app_turns_off_does_not_blind_the_view() => RunAsync(async view =>
    {
        foreach (string domain in new[] { "Page", "Runtime", "Network" })
        {
            await view.Web.CallDevToolsProtocolMethodAsync(domain + ".enable", "{}");
        }

        Assert.True((await view.NavigateAsync(Site.Html("/domains", "<title>domains</title>"))).IsSuccess);
        Assert.Equal("2", await view.Web.ExecuteScriptAsync("1 + 1"));
    });

    [Fact]
    public Task An_event_nobody_sends_is_just_never_received() => RunAsync(async view =>
    {
        CoreWebView2DevToolsProtocolEventReceiver receiver = view.Web.GetDevToolsProtocolEventReceiver("No.suchEvent");
        receiver.DevToolsProtocolEventReceived += (_, _) => Assert.Fail("It was received.");
        Assert.Throws<ArgumentNullException>(() => view.Web.GetDevToolsProtocolEventReceiver(null!));

        await view.NavigateAsync(Site.Html("/no-event", ""));
    });

    [Fact]
    public Task A_frame_in_another_process_is_spoken_to_in_its_session() => RunAsync(async view =>
    {
        List<string> attached = [];
        view.Web.GetDevToolsProtocolEventReceiver("Target.attachedToTarget").DevToolsProtocolEventReceived += (_, e) =>
        {
            using JsonDocument parameters = JsonDocument.Parse(e.ParameterObjectAsJson);
            attached.Add(parameters.RootElement.GetProperty("sessionId").GetString()!);
        };
        string frame = Site.Html("/session/frame", "<script>window.where = 'frame'</script>", "b.localhost");
        await view.NavigateAsync(Site.Html("/session/top", $"<script>window.where = 'top'</script><iframe src='{frame}'></iframe>"));

        const string Where = """{"expression":"where"}""";
        Assert.Contains("\"frame\"", await view.Web.CallDevToolsProtocolMethodForSessionAsync(Assert.Single(attached), "Runtime.evaluate", Where), StringComparison.Ordinal);
        Assert.Contains("\"top\"", await view.Web.CallDevToolsProtocolMethodForSessionAsync("", "Runtime.evaluate", Where), StringComparison.Ordinal);
        Assert.Contains("\"top\"", await view.Web.CallDevToolsProtocolMethodForSessionAsync(null!, "Runtime.evaluate", Where), StringComparison.Ordinal);
    });

    [Fact]
    public Task Events_of_a_frame_in_another_process_carry_its_session() => RunAsync(async view =>
    {
        List<string> sessions = [];
        view.Web.GetDevToolsProtocolEventReceiver("Runtime.consoleAPICalled").DevToolsProtocolEventReceived += (_, e) => sessions.Add(e.SessionId);
        await view.Web.CallDevToolsProtocolMethodAsync("Runtime.enable", "{}");
        string frame = Site.Html("/session-events/frame", "<script>console.log('frame')</script>", "b.localhost");

        await view.NavigateAsync(Site.Html("/session-events/top", $"<script>console.log('top')</script><iframe src='{frame}'></iframe>"));
        await view.SettleAsync();

        Assert.Equal(2, sessions.Count);
        Assert.Equal("", sessions[0]);
        Assert.NotEqual("", sessions[1]);
    });

    [Fact]
    public Task A_session_that_is_not_the_views_is_an_invalid_argument() => RunAsync(async view =>
    {
        ArgumentException refused = await Assert.ThrowsAnyAsync<ArgumentException>(
            () => view.Web.CallDevToolsProtocolMethodForSessionAsync("0123456789ABCDEF", "Runtime.evaluate", "{}"));

        Assert.Equal(InvalidArgument, refused.HResult);
    });

    [Fact]
    public Task One_view_cannot_reach_the_session_of_another() => RunAsync(async view =>
    {
        TestView other = await view.OpenAnotherAsync();
        List<string> attached = [];
        other.Web.GetDevToolsProtocolEventReceiver("Target.attachedToTarget").DevToolsProtocolEventReceived += (_, e) =>
        {
            using JsonDocument parameters = JsonDocument.Parse(e.ParameterObjectAsJson);
            attached.Add(parameters.RootElement.GetProperty("sessionId").GetString()!);
        };
        string frame = Site.Html("/foreign/frame", "frame", "b.localhost");
        await other.NavigateAsync(Site.Html("/foreign", $"<iframe src='{frame}'></iframe>"));

        await Assert.ThrowsAnyAsync<ArgumentException>(
            () => view.Web.CallDevToolsProtocolMethodForSessionAsync(attached[0], "Runtime.evaluate", """{"expression":"1"}"""));
    });

    private static async Task<int> ContextAsync(TestView view)
    {
        TaskCompletionSource<int> context = new(TaskCreationOptions.RunContinuationsAsynchronously);
        view.Web.GetDevToolsProtocolEventReceiver("Runtime.executionContextCreated").DevToolsProtocolEventReceived += (_, e) =>
        {
            using JsonDocument parameters = JsonDocument.Parse(e.ParameterObjectAsJson);
            context.TrySetResult(parameters.RootElement.GetProperty("context").GetProperty("id").GetInt32());
        };
        await view.NavigateAsync("about:blank");
        return await context.Task;
    }
}
