using System;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.Diagnostics;
using Oriel.TestKit;
using Oriel.Threading;
using Xunit;

namespace Oriel.Conformance.Threading;

/// <summary>Where WebView2 merely hangs, something is said. Alone, because the limit, the log and the logger are the whole process's, and another test's thread may be blocked for good reason.</summary>
[Collection(nameof(Alone))]
public sealed class BlockedThreadTests : BrowserTests, IDisposable
{
    private readonly TimeSpan _limit = OrielDiagnostics.BlockedThreadLimit;

    public BlockedThreadTests(BrowserFixture browser)
        : base(browser)
    {
        OrielDiagnostics.BlockedThreadLimit = TimeSpan.FromMilliseconds(200);
    }

    public void Dispose()
    {
        OrielDiagnostics.BlockedThreadLimit = _limit;
        OrielDiagnostics.LoggerFactory = null;
    }

    [Fact]
    [Behaviour(77)]
    public Task A_blocked_thread_is_named_with_what_waits_for_it_and_again_when_it_goes_on() => RunAsync(async view =>
    {
        using EventSourceLog log = new("Oriel");
        Task<string> script = view.Web.ExecuteScriptAsync("1 + 1");
        string blocked = log.WaitFor("ThreadBlocked");
        Assert.False(script.IsCompleted);
        Assert.Matches("^ThreadBlocked: Thread [0-9]+ \\(\"test\"\\) has run no callback of WebView2 for (0\\.[2-9]|[1-9][0-9]*\\.[0-9]) seconds", blocked);
        Assert.Contains("CoreWebView2.ExecuteScriptAsync", blocked, StringComparison.Ordinal);
        Assert.Equal("2", await script);
        Assert.Contains("runs callbacks of WebView2 again", log.WaitFor("ThreadRecovered"), StringComparison.Ordinal);
    });

    [Fact]
    [Behaviour(77)]
    public Task A_long_handler_is_named_when_others_wait() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/blocked/handler", "handler"));
        using EventSourceLog log = new("Oriel");
        TaskCompletionSource<string> blocked = new();
        view.Web.WebMessageReceived += (_, _) => blocked.TrySetResult(log.WaitFor("ThreadBlocked"));
        await view.Web.ExecuteScriptAsync("for (let i = 0; i < 3; i++) chrome.webview.postMessage(i)");
        string message = await blocked.Task;
        Assert.Contains("a handler of WebMessageReceived", message, StringComparison.Ordinal);
        Assert.Contains("CoreWebView2.WebMessageReceived", message, StringComparison.Ordinal);
    });

    [Fact]
    public Task The_apps_own_logger_is_told() => RunAsync(async view =>
    {
        using EventSourceLog log = new("Oriel");
        using ListLogger logger = new();
        OrielDiagnostics.LoggerFactory = logger;
        Task<string> script = view.Web.ExecuteScriptAsync("1 + 1");
        log.WaitFor("ThreadBlocked");
        await script;
        log.WaitFor("ThreadRecovered");
        Assert.Contains(logger.Messages, static message => message.StartsWith("Warning Oriel ThreadBlocked", StringComparison.Ordinal));
        Assert.Contains(logger.Messages, static message => message.StartsWith("Information Oriel ThreadRecovered", StringComparison.Ordinal));
    });

    [Fact]
    [Behaviour(81)]
    public Task A_loop_inside_a_handler_is_named_with_the_remedy() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/blocked/nested", "nested"));
        using EventSourceLog log = new("Oriel");
        TaskCompletionSource<string> told = new();
        view.Web.WebMessageReceived += (_, _) =>
        {
            MessagePumpFrame frame = MessagePump.CreateFrame();
            log.Written += message =>
            {
                if (message.StartsWith("NestedLoop", StringComparison.Ordinal))
                {
                    told.TrySetResult(message);
                    frame.Continue = false;
                }
            };

            // Something that cannot be delivered while the handler is on the stack.
            _ = view.Web.ExecuteScriptAsync("1");
#pragma warning disable ORIEL0002 // It is what the test is about.
            MessagePump.PushFrame(frame);
#pragma warning restore ORIEL0002
        };
        await view.Web.ExecuteScriptAsync("chrome.webview.postMessage('open')");
        string message = await told.Task;
        Assert.Contains("a handler of WebMessageReceived", message, StringComparison.Ordinal);
        Assert.Contains("SynchronizationContext.Current.Post", message, StringComparison.Ordinal);
    });

    [Fact]
    [Behaviour(77)]
    public Task To_wait_for_a_call_on_our_own_pump_throws_and_the_call_goes_on() => RunAsync(async view =>
    {
#pragma warning disable ORIEL0001, RS0030 // It is what the test is about.
        Task<string> script = view.Web.ExecuteScriptAsync("1 + 1");
        Assert.Contains("Use await", Assert.Throws<InvalidOperationException>(() => script.Result).Message, StringComparison.Ordinal);
        Task<CoreWebView2ExecuteScriptResult> withResult = view.Web.ExecuteScriptWithResultAsync("1 + 2");
        Assert.Throws<InvalidOperationException>(() => withResult.Wait());
        Task<CoreWebView2Controller> controller = view.Environment.CreateCoreWebView2ControllerAsync(TestView.NoWindow);
        Assert.Throws<InvalidOperationException>(() => controller.GetAwaiter().GetResult());
        Task<string> helper = GetTitleAsync(view.Web);
        Assert.Throws<InvalidOperationException>(() => helper.Result);
#pragma warning restore ORIEL0001, RS0030
        Assert.Equal("2", await script);
        Assert.Equal("3", (await withResult).ResultAsJson);
        Assert.Equal("\"\"", await helper);
        (await controller).Close();
    });

    [Fact]
    public void The_limit_is_three_seconds_at_first_and_none_is_refused()
    {
        Assert.Equal(TimeSpan.FromSeconds(3), _limit);
        Assert.Throws<ArgumentOutOfRangeException>(() => OrielDiagnostics.BlockedThreadLimit = TimeSpan.Zero);
        OrielDiagnostics.BlockedThreadLimit = System.Threading.Timeout.InfiniteTimeSpan;
    }

    private static async Task<string> GetTitleAsync(CoreWebView2 web) => await web.ExecuteScriptAsync("document.title");

    [CollectionDefinition(nameof(Alone), DisableParallelization = true)]
    public sealed class Alone;
}
