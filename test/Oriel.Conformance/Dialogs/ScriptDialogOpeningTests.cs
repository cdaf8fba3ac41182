using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Oriel.Threading;
using Xunit;

namespace Oriel.Conformance.Dialogs;

/// <summary>Dialogs that the app answers.</summary>
public sealed class ScriptDialogOpeningTests(BrowserFixture browser) : BrowserTests(browser)
{
    [Fact]
    public Task The_app_answers_alert_confirm_and_prompt() => RunAsync(async view =>
    {
        string url = await ShowAsync(view, "/opening/answers");
        List<string> seen = [];
        view.Web.ScriptDialogOpening += (_, args) =>
        {
            Assert.Equal(url, args.Uri);
            seen.Add($"{args.Kind} {args.Message} {args.DefaultText}");
            args.ResultText = "from the app";
            args.Accept();
        };

        Assert.Equal(
            """[true,true,"from the app"]""",
            await view.Web.ExecuteScriptAsync("[alert('listen') === undefined, confirm('sure?'), prompt('name?', 'nobody')]"));
        Assert.Equal(["Alert listen ", "Confirm sure? ", "Prompt name? nobody"], seen);
    });

    [Fact]
    public Task Without_Accept_the_answer_is_no() => RunAsync(async view =>
    {
        await ShowAsync(view, "/opening/no");
        view.Web.ScriptDialogOpening += static (_, args) => args.ResultText = "not accepted";
        Assert.Equal("[true,false,null]", await view.Web.ExecuteScriptAsync("[alert('listen') === undefined, confirm('sure?'), prompt('name?', 'nobody')]"));
    });

    [Fact]
    [Behaviour(84)]
    [Behaviour(87)]
    public Task Script_waits_for_the_last_deferral() => RunAsync(async view =>
    {
        await ShowAsync(view, "/opening/deferred");
        TaskCompletionSource<(CoreWebView2Deferral One, CoreWebView2Deferral Two)> opened = new();
        view.Web.ScriptDialogOpening += (_, args) =>
        {
            args.Accept();
            opened.SetResult((args.GetDeferral(), args.GetDeferral()));
        };
        Task<string> answer = view.Web.ExecuteScriptAsync("confirm('sure?')");
        (CoreWebView2Deferral one, CoreWebView2Deferral two) = await opened.Task;
        one.Complete();
        one.Complete();
        one.Dispose();
        // The browser answers this one, and would have answered the script before.
        await view.Web.CallDevToolsProtocolMethodAsync("Browser.getVersion", "{}");
        Assert.False(answer.IsCompleted, "The script went on with a deferral open.");
        two.Dispose();
        Assert.Equal("true", await answer);
    });

    [Fact]
    [Behaviour(85)]
    public Task A_handler_that_throws_with_the_deferral_in_a_using_does_not_hold_the_page_and_without_it_does() => RunAsync(async view =>
    {
        await ShowAsync(view, "/opening/throwing");
        List<string> thrown = [];
        MessagePump.UnhandledException += (_, e) =>
        {
            thrown.Add(e.Exception.Message);
            e.Handled = true;
        };
        bool inUsing = true;
        CoreWebView2Deferral? open = null;
        view.Web.ScriptDialogOpening += (_, args) =>
        {
            if (inUsing)
            {
                using CoreWebView2Deferral deferral = args.GetDeferral();
                throw new InvalidTimeZoneException("in a using");
            }

#pragma warning disable ORIEL0003 // It is what the test is about.
            open = args.GetDeferral();
#pragma warning restore ORIEL0003
            throw new InvalidTimeZoneException("without");
        };
        Assert.Equal("false", await view.Web.ExecuteScriptAsync("confirm('sure?')"));
        inUsing = false;
        Task<string> answer = view.Web.ExecuteScriptAsync("confirm('sure?')");
        while (open is null)
        {
            await view.Web.CallDevToolsProtocolMethodAsync("Browser.getVersion", "{}");
        }

        await view.Web.CallDevToolsProtocolMethodAsync("Browser.getVersion", "{}");
        Assert.False(answer.IsCompleted, "The page went on though nobody has completed the deferral.");
        open.Complete();
        Assert.Equal("false", await answer);
        Assert.Equal(["in a using", "without"], thrown);
    });

    [Fact]
    [Behaviour(85)]
    public Task A_lost_deferral_is_completed_when_it_is_collected() => RunAsync(async view =>
    {
        await ShowAsync(view, "/opening/lost");
        TaskCompletionSource opened = new();
        view.Web.ScriptDialogOpening += (_, args) =>
        {
            _ = args.GetDeferral();
            opened.SetResult();
        };
        using EventSourceLog log = new("Oriel");
        Task<string> answer = view.Web.ExecuteScriptAsync("confirm('sure?')");
        await opened.Task;
        while (!answer.IsCompleted)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Yield();
        }

        Assert.Equal("false", await answer);
        Assert.Contains(log.Messages, static message =>
            message.Contains("ScriptDialogOpening", StringComparison.Ordinal) && message.Contains(nameof(A_lost_deferral_is_completed_when_it_is_collected), StringComparison.Ordinal));
    });

    [Fact]
    [Behaviour(78)]
    public Task A_deferral_is_completed_on_the_events_thread_only() => RunAsync(async view =>
    {
        await ShowAsync(view, "/opening/thread");
        TaskCompletionSource<CoreWebView2Deferral> opened = new();
        view.Web.ScriptDialogOpening += (_, args) => opened.SetResult(args.GetDeferral());
        Task<string> answer = view.Web.ExecuteScriptAsync("confirm('sure?')");
        CoreWebView2Deferral deferral = await opened.Task;
        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Task.Run(deferral.Complete));
        Assert.Contains("CoreWebView2Deferral.Complete", refused.Message, StringComparison.Ordinal);
        Assert.False(answer.IsCompleted);
        deferral.Complete();
        Assert.Equal("false", await answer);
    });

    [Fact]
    public Task A_deferral_taken_too_late_is_refused() => RunAsync(async view =>
    {
        await ShowAsync(view, "/opening/late");
        CoreWebView2ScriptDialogOpeningEventArgs? kept = null;
        view.Web.ScriptDialogOpening += (_, args) => kept = args;
        await view.Web.ExecuteScriptAsync("alert('listen')");
        Assert.Contains("complete", Assert.Throws<InvalidOperationException>(() => kept!.GetDeferral()).Message, StringComparison.Ordinal);
    });

    [Fact]
    public Task A_frame_asks_as_well() => RunAsync(async view =>
    {
        // Another site, so another process.
        string inner = Site.Html("/opening/inner", "<script>const answer = confirm('from the frame'); parent.postMessage(answer, '*')</script>", host: "b.localhost");
        view.Web.Settings.AreDefaultScriptDialogsEnabled = false;
        List<string> seen = [];
        view.Web.ScriptDialogOpening += (_, args) =>
        {
            seen.Add($"{args.Kind} {args.Uri} {args.Message}");
            args.Accept();
        };
        await view.NavigateAsync(Site.Html("/opening/outer", $"<script>onmessage = event => document.title = 'answer ' + event.data</script><iframe src='{inner}'></iframe>"));
        await view.Log.NextAsync(nameof(view.Web.DocumentTitleChanged), static logged => logged.Text == "answer true");
        Assert.Equal([$"Confirm {inner} from the frame"], seen);
    });

    [Fact]
    public Task Beforeunload_keeps_its_user_until_it_is_accepted() => RunAsync(async view =>
    {
        string sticky = await ShowAsync(view, "/opening/sticky", "<script>onbeforeunload = event => event.preventDefault()</script>sticky");
        await view.ClickAsync(5, 5);
        bool accept = false;
        List<string> seen = [];
        view.Web.ScriptDialogOpening += (_, args) =>
        {
            seen.Add($"{args.Kind}{args.Message}");
            if (accept)
            {
                args.Accept();
            }
        };
        string next = Site.Html("/opening/next", "next");
        CoreWebView2NavigationCompletedEventArgs kept = await view.NavigateAsync(next);
        Assert.False(kept.IsSuccess);
        Assert.Equal(sticky, view.Web.Source);
        accept = true;
        Assert.True((await view.NavigateAsync(next)).IsSuccess);
        Assert.Equal(["Beforeunload", "Beforeunload"], seen);
    });

    [Fact]
    [Behaviour(102)]
    public Task The_setting_is_that_of_when_the_document_was_navigated_to() => RunAsync(async view =>
    {
        int count = 0;
        view.Web.ScriptDialogOpening += (_, _) => count++;
        await view.NavigateAsync(Site.Html("/opening/first", "first"));
        view.Web.Settings.AreDefaultScriptDialogsEnabled = false;
        await view.Web.ExecuteScriptAsync("alert('default')");
        Assert.Equal(0, count);
        await view.NavigateAsync(Site.Html("/opening/second", "second"));
        view.Web.Settings.AreDefaultScriptDialogsEnabled = true;
        await view.Web.ExecuteScriptAsync("alert('the app')");
        Assert.Equal(1, count);
    });

    [Fact]
    public Task A_view_can_be_closed_with_a_dialog_open() => RunAsync(async view =>
    {
        TestView other = await view.OpenAnotherAsync();
        await ShowAsync(other, "/opening/closed");
        TaskCompletionSource<CoreWebView2Deferral> opened = new();
        other.Web.ScriptDialogOpening += (_, args) => opened.SetResult(args.GetDeferral());
        Task<string> answer = other.Web.ExecuteScriptAsync("confirm('sure?')");
        CoreWebView2Deferral deferral = await opened.Task;
        other.Controller.Close();
        deferral.Complete();
        await Assert.ThrowsAnyAsync<Exception>(() => answer);
        await view.NavigateAsync(Site.Html("/opening/after", "still here"));
    });

    private async Task<string> ShowAsync(TestView view, string path, string html = "dialogs")
    {
        view.Web.Settings.AreDefaultScriptDialogsEnabled = false;
        string url = Site.Html(path, html);
        await view.NavigateAsync(url);
        return url;
    }
}
