using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Oriel.TestKit.Site;
using Oriel.Threading;
using Xunit;

namespace Oriel.Conformance.Threading;

/// <summary>A modal dialog, which is a loop inside a loop, with a view in it: opened in a handler, and after it.</summary>
public sealed class ModalDialogTests(BrowserFixture browser) : BrowserTests(browser)
{
    [Fact]
    [Behaviour(80)]
    [Behaviour(81)]
    public Task In_a_handler_nothing_is_delivered_until_it_returns() => RunAsync(async view =>
    {
        TestView other = await view.OpenAnotherAsync();
        await other.NavigateAsync(Site.Html("/modal/other", "other"));
        await view.NavigateAsync(Site.Html("/modal/page", "page"));
        TaskCompletionSource hasRun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Site.Map("/modal/ran", _ =>
        {
            hasRun.TrySetResult();
            return SiteResponse.Html("");
        });
        List<string> log = [];
        other.Web.WebMessageReceived += (_, args) => log.Add("message " + args.WebMessageAsJson);
        TaskCompletionSource<Task<CoreWebView2Controller>> left = new();
        view.Web.WebMessageReceived += (_, args) =>
        {
            if (args.WebMessageAsJson != "\"open\"")
            {
                log.Add("second message");
                return;
            }

            MessagePumpFrame dialog = MessagePump.CreateFrame();
            Task<CoreWebView2Controller> creation = view.Environment.CreateCoreWebView2ControllerAsync(TestView.NoWindow);
            Task<string> script = other.Web.ExecuteScriptAsync("chrome.webview.postMessage(1); chrome.webview.postMessage(2); fetch('/modal/ran'); 'ran'");

            // The loop itself turns: what the app posts runs. When the browser has done everything, and all of it waits, the user closes the dialog.
            SynchronizationContext pump = SynchronizationContext.Current!;
            CoreWebView2CookieManager cookies = other.Web.CookieManager;
            _ = Task.Run(async () =>
            {
                await hasRun.Task;
                await UntilAllIsToldAsync(cookies);
                pump.Post(_ => dialog.Continue = false, null);
            });
#pragma warning disable ORIEL0002 // It is what the test is about.
            MessagePump.PushFrame(dialog);
#pragma warning restore ORIEL0002
            Assert.False(creation.IsCompleted, "A view was created inside a handler's loop.");
            Assert.False(script.IsCompleted, "A script completed inside a handler's loop.");
            Assert.Empty(log);
            log.Add("handler returns");
            left.SetResult(creation);
        };
        await view.Web.ExecuteScriptAsync("chrome.webview.postMessage('open'); chrome.webview.postMessage('second')");
        CoreWebView2Controller made = await await left.Task;
        await view.SettleAsync();
        await other.SettleAsync();
        Assert.Equal("handler returns", log[0]);
        Assert.Equal(["message 1", "message 2", "second message"], [.. log[1..].Order()]);
        Assert.True(log.IndexOf("message 1") < log.IndexOf("message 2"));
        made.Close();
    });

    [Fact]
    [Behaviour(82)]
    public Task After_the_handler_the_dialog_works() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/modal/posting", "posting"));
        TaskCompletionSource<string> shown = new();
        view.Web.WebMessageReceived += (_, _) => SynchronizationContext.Current!.Post(
            _ =>
            {
                MessagePumpFrame dialog = MessagePump.CreateFrame();
                Task<string> content = ShowAsync(dialog);
                MessagePump.PushFrame(dialog);
                shown.SetResult(content.IsCompletedSuccessfully ? "shown" : "not shown");
            },
            null);
        await view.Web.ExecuteScriptAsync("chrome.webview.postMessage('open')");
        Assert.Equal("shown", await shown.Task);

        async Task<string> ShowAsync(MessagePumpFrame dialog)
        {
            TestView inside = await TestView.OpenAsync(view.Environment);
            await inside.NavigateAsync(Site.Html("/modal/inside", "<title>inside</title>"));
            string title = await inside.Web.ExecuteScriptAsync("document.title");
            inside.Close();
            dialog.Continue = false;
            return title;
        }
    });

    /// <summary>Cookies can be asked for from any thread. The script has run and its answer is on its way already; it takes no more than a few answers of the browser until it is here.</summary>
    private static async Task UntilAllIsToldAsync(CoreWebView2CookieManager cookies)
    {
        for (int i = 0; i < 20; i++)
        {
            await cookies.GetCookiesAsync(null).ConfigureAwait(false);
        }
    }
}
