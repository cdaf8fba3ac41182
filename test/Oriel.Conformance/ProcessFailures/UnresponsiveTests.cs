using System;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.Diagnostics;
using Oriel.TestKit;
using Oriel.TestKit.Processes;
using Xunit;
using Kind = Microsoft.Web.WebView2.Core.CoreWebView2ProcessFailedKind;
using Reason = Microsoft.Web.WebView2.Core.CoreWebView2ProcessFailedReason;

namespace Oriel.Conformance.ProcessFailures;

/// <summary>The renderer of the main frame does not answer.</summary>
public sealed class UnresponsiveTests : FailureTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(1);

    [Fact]
    [Behaviour(46), Behaviour(47), Behaviour(57)]
    public Task A_page_that_hangs_is_told_again_and_again_until_its_script_is_ended() => RunAsync(async (view, failures) =>
    {
        RendererControl control = Watch(view);
        TaskCompletionSource<object?> responsive = new();
        control.Responsive += (sender, _) => responsive.TrySetResult(sender);
        await view.NavigateAsync(Site.Html("/hang", "hang"));
        Task<string> script = view.Web.ExecuteScriptAsync("for (;;) ;");

        for (int i = 0; i < 3; i++)
        {
            await failures.ExpectAsync(Kind.RenderProcessUnresponsive, Reason.Unresponsive, 259);
        }

        Assert.False(responsive.Task.IsCompleted);
        await control.EndScriptAsync();
        Assert.Same(view.Web, await responsive.Task);
        Assert.Equal("null", await script);
        Assert.Equal("\"hang\"", await view.Web.ExecuteScriptAsync("document.body.innerText"));
    });

    [Fact]
    [Behaviour(46)]
    public Task Ending_the_renderer_is_a_way_out_too() => RunAsync(async (view, failures) =>
    {
        RendererControl control = Watch(view);
        await view.NavigateAsync(Site.Html("/hang", "hang"));
        _ = view.Web.ExecuteScriptAsync("for (;;) ;");
        await failures.ExpectAsync(Kind.RenderProcessUnresponsive, Reason.Unresponsive, 259);

        await control.EndRendererAsync();

        CoreWebView2ProcessFailedEventArgs ended;
        do
        {
            ended = await failures.NextAsync();
        }
        while (ended.ProcessFailedKind == Kind.RenderProcessUnresponsive);
        Assert.Equal((Kind.RenderProcessExited, true), (ended.ProcessFailedKind, ended.Reason is Reason.Crashed or Reason.OutOfMemory));
        Assert.True((await view.CompletionOfAsync(view.Web.Reload)).IsSuccess);
    });

    [Fact]
    public Task A_renderer_that_the_browser_does_not_end_is_said_to_live() => RunAsync(async (view, failures) =>
    {
        RendererControl control = RendererControl.Of(view.Web);
        await view.NavigateAsync(Site.Html("/page", "page"));
        Held held = Site.Hold("/held");
        Task completed = view.CompletionOfAsync(() => view.Web.Navigate(held.Url));
        await held.Arrived;

        COMException refused = await Assert.ThrowsAsync<COMException>(control.EndRendererAsync);

        Assert.Equal(Codes.Fail, refused.HResult);
        Assert.Contains("The renderer could not be ended: ", refused.Message, StringComparison.Ordinal);
        held.Release();
        await completed;
        Assert.Empty(failures.All);

        // One that is gone already need not be ended.
        await control.EndRendererAsync();
        Assert.Equal(Kind.RenderProcessExited, (await failures.NextAsync()).ProcessFailedKind);
        await control.EndRendererAsync();
    });

    [Fact]
    [Behaviour(46)]
    public Task A_process_that_is_stopped_hangs_until_it_goes_on() => RunAsync(async (view, failures) =>
    {
        RendererControl control = Watch(view);
        TaskCompletionSource responsive = new();
        control.Responsive += (_, _) => responsive.TrySetResult();
        string url = Site.Html("/stopped", "stopped");
        await view.NavigateAsync(url);
        int renderer = await RendererOfAsync(view, url);

        ProcessTable.Send(renderer, Signal.Stop);
        await failures.ExpectAsync(Kind.RenderProcessUnresponsive, Reason.Unresponsive, 259);
        ProcessTable.Send(renderer, Signal.Continue);

        await responsive.Task;
    });

    [Theory]
    [Behaviour(46)]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_synchronous_request_that_is_not_answered_is_a_hang(bool isVisible) => RunAsync(async (view, failures) =>
    {
        RendererControl control = Watch(view);
        TaskCompletionSource responsive = new();
        control.Responsive += (_, _) => responsive.TrySetResult();
        Held held = Site.Hold("/never");
        await view.NavigateAsync(Site.Html("/asks", "asks"));
        view.Controller.IsVisible = isVisible;
        Task<string> script = view.Web.ExecuteScriptAsync("const x = new XMLHttpRequest(); x.open('GET', '/never', false); x.send(); x.responseText");
        await held.Arrived;

        await failures.ExpectAsync(Kind.RenderProcessUnresponsive, Reason.Unresponsive, 259);
        await failures.ExpectAsync(Kind.RenderProcessUnresponsive, Reason.Unresponsive, 259);

        held.Release();
        await responsive.Task;
        Assert.Equal("\"held\"", await script);
    });

    [Theory]
    [InlineData("""{"expression":"const end = Date.now() + 4000; (function slow() { const busy = Date.now() + 400; while (Date.now() < busy) ; if (Date.now() < end) setTimeout(slow); })(); new Promise(done => setTimeout(done, 4000))","awaitPromise":true}""")]
    [InlineData("""{"expression":"debugger; 1"}""")]
    public Task A_page_that_answers_or_is_debugged_is_none_that_hangs(string evaluate) => RunAsync(async (view, failures) =>
    {
        Watch(view);
        await view.NavigateAsync(Site.Html("/slow", "slow"));
        await view.Web.CallDevToolsProtocolMethodAsync("Debugger.enable", "{}");

        Task<string> slow = view.Web.CallDevToolsProtocolMethodAsync("Runtime.evaluate", evaluate);
        await Task.WhenAny(slow, Task.Delay(TimeSpan.FromSeconds(4)));
        if (!slow.IsCompleted)
        {
            _ = view.Web.CallDevToolsProtocolMethodAsync("Debugger.resume", "{}");
        }

        await slow;
        Assert.Empty(failures.All);
    });

    [Fact]
    public Task A_dialog_with_a_deferral_is_none_that_hangs() => RunAsync(async (view, failures) =>
    {
        Watch(view);
        view.Web.Settings.AreDefaultScriptDialogsEnabled = false;
        await view.NavigateAsync(Site.Html("/dialog", "dialog"));
        TaskCompletionSource<CoreWebView2Deferral> opened = new();
        view.Web.ScriptDialogOpening += (_, args) => opened.SetResult(args.GetDeferral());
        Task<string> script = view.Web.ExecuteScriptAsync("alert('open')");
        using (await opened.Task)
        {
            await Task.Delay(TimeSpan.FromSeconds(4));
        }

        Assert.Equal("null", await script);
        Assert.Empty(failures.All);
    });

    [Fact]
    public Task The_limit_is_positive_or_infinite() => RunAsync((view, failures) =>
    {
        RendererControl control = RendererControl.Of(view.Web);
        Assert.Equal(TimeSpan.FromSeconds(15), control.UnresponsiveLimit);
        Assert.Throws<ArgumentOutOfRangeException>(() => control.UnresponsiveLimit = TimeSpan.Zero);
        control.UnresponsiveLimit = System.Threading.Timeout.InfiniteTimeSpan;
        Assert.Same(control, RendererControl.Of(view.Web));
        return Task.CompletedTask;
    });

    private static RendererControl Watch(TestView view)
    {
        RendererControl control = RendererControl.Of(view.Web);
        control.UnresponsiveLimit = s_limit;
        return control;
    }
}
