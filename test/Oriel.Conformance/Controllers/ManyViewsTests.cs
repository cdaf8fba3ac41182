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
