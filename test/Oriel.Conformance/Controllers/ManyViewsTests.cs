using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Conformance.Controllers;

/// <summary>Many views of one environment, on one thread and on several.</summary>
public sealed class ManyViewsTests : HostTests
{
    private const int Many = 50;

    [Fact, Behaviour(4), Behaviour(1)]
    public Task Fifty_views_of_one_host_share_a_browser_and_keep_apart() => OnUiThreadAsync(async () =>
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, UserDataFolder);

        CoreWebView2Controller[] controllers = await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => environment.CreateCoreWebView2ControllerAsync(TestView.NoWindow)));
        await Task.WhenAll(controllers.Select((controller, i) => controller.CoreWebView2.ExecuteScriptAsync($"window.number = {i}")));
        string[] numbers = await Task.WhenAll(controllers.Select(controller => controller.CoreWebView2.ExecuteScriptAsync("window.number")));

        Assert.Equal([.. Enumerable.Range(0, Many).Select(i => $"{i}")], numbers);
        Assert.Single(controllers.Select(controller => controller.CoreWebView2.BrowserProcessId).Distinct());
        Assert.Single(Brokers());
        foreach (CoreWebView2Controller controller in controllers)
        {
            controller.Close();
        }
    });

    [Fact, Behaviour(27), Behaviour(73)]
    public async Task Several_threads_each_have_a_view_of_one_environment_and_are_called_on_their_own()
    {
        const int threads = 4;
        TaskCompletionSource<CoreWebView2Environment> made = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task owner = PumpThread.RunAsync("owner", async () =>
        {
            made.SetResult(await CoreWebView2Environment.CreateAsync(null, UserDataFolder));
            await over.Task;
        });
        CoreWebView2Environment environment = await made.Task.WaitAsync(Bound);
        using Barrier together = new(threads);

        List<Task<uint>> views = [];
        for (int i = 0; i < threads; i++)
        {
            views.Add(OnThreadAsync(i, environment, together));
        }

        uint[] browsers = await Task.WhenAll(views).WaitAsync(Bound);
        Assert.Single(browsers.Distinct());
        over.SetResult();
        await owner.WaitAsync(Bound);
    }

    /// <summary>All at once: every thread creates its view, hears its page and asks it, and no callback strays or overtakes another.</summary>
    [Fact, Behaviour(27), Behaviour(73), Behaviour(80)]
    public async Task Fifty_threads_with_a_view_each_are_busy_at_once_and_callbacks_never_cross()
    {
        const int messages = 200;
        TaskCompletionSource<CoreWebView2Environment> made = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task owner = PumpThread.RunAsync("owner", async () =>
        {
            made.SetResult(await CoreWebView2Environment.CreateAsync(null, UserDataFolder));
            await over.Task;
        });
        CoreWebView2Environment environment = await made.Task.WaitAsync(Bound);
        using CountdownEvent open = new(Many);
        TaskCompletionSource together = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await Task.WhenAll(Enumerable.Range(0, Many).Select(number => PumpThread.RunAsync($"view {number}", async () =>
        {
            int thread = System.Environment.CurrentManagedThreadId;
            CoreWebView2Controller controller = await environment.CreateCoreWebView2ControllerAsync(TestView.NoWindow);
            TaskCompletionSource heard = new();
            List<string> seen = [];
            bool isInside = false;
            controller.CoreWebView2.WebMessageReceived += (_, e) =>
            {
                Assert.Equal(thread, System.Environment.CurrentManagedThreadId);
                Assert.False(isInside);
                isInside = true;
                seen.Add(e.TryGetWebMessageAsString());
                isInside = false;
                if (seen.Count == messages)
                {
                    heard.SetResult();
                }
            };

            // Nobody is done before all have begun.
            if (open.Signal())
            {
                together.SetResult();
            }

            await together.Task;
            await controller.CoreWebView2.ExecuteScriptAsync($"for (let i = 0; i < {messages}; i++) setTimeout(() => chrome.webview.postMessage('{number}/' + i))");
            for (int i = 0; i < 20; i++)
            {
                Assert.Equal($"{number + i}", await controller.CoreWebView2.ExecuteScriptAsync($"{number} + {i}"));
                Assert.Equal(thread, System.Environment.CurrentManagedThreadId);
            }

            await heard.Task;
            Assert.Equal(Enumerable.Range(0, messages).Select(i => $"{number}/{i}"), seen);
            controller.Close();
        }))).WaitAsync(Bound);
        over.SetResult();
        await owner.WaitAsync(Bound);
    }

    /// <summary>As a window is destroyed with its thread. The browser would never end otherwise.</summary>
    [Fact, Behaviour(73)]
    public async Task A_view_is_closed_when_the_pump_of_its_thread_ends()
    {
        CoreWebView2? web = null;
        TaskCompletionSource<CoreWebView2Environment> made = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task owner = PumpThread.RunAsync("owner", async () =>
        {
            CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, UserDataFolder);
            environment.BrowserProcessExited += (_, _) => exited.SetResult();
            made.SetResult(environment);
            await exited.Task;
        });
        CoreWebView2Environment shared = await made.Task.WaitAsync(Bound);
        await PumpThread.RunAsync("short", async () => web = (await shared.CreateCoreWebView2ControllerAsync(TestView.NoWindow)).CoreWebView2).WaitAsync(Bound);
        await owner.WaitAsync(Bound);
        Assert.NotNull(web);
    }

    private static async Task<uint> OnThreadAsync(int number, CoreWebView2Environment environment, Barrier together)
    {
        uint browser = 0;
        await PumpThread.RunAsync($"view {number}", async () =>
        {
            int thread = System.Environment.CurrentManagedThreadId;
            together.SignalAndWait();
            TestView view = await TestView.OpenAsync(environment);
            Assert.Equal(thread, System.Environment.CurrentManagedThreadId);

            // The log fails when an event comes on another thread than this.
            Assert.True((await view.ShowAsync($"<p>{number}")).IsSuccess);
            Assert.Equal($"\"{number}\"", await view.Web.ExecuteScriptAsync("document.body.innerText"));
            Assert.Equal(thread, System.Environment.CurrentManagedThreadId);
            browser = view.Web.BrowserProcessId;
            together.SignalAndWait();
            view.Controller.Close();
        });
        return browser;
    }
}
