using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Oriel.Threading;
using Xunit;

namespace Oriel.Conformance.Views;

/// <summary>Handlers that do what handlers do.</summary>
[Behaviour(80)]
public sealed class EventHandlerTests(BrowserFixture browser) : BrowserTests(browser)
{
    [Fact]
    public Task One_that_removes_itself_runs_once() => RunAsync(async view =>
    {
        int runs = 0;
        view.Web.NavigationCompleted += OnCompleted;

        await view.NavigateAsync(Site.Html("/once/1", ""));
        await view.NavigateAsync(Site.Html("/once/2", ""));

        Assert.Equal(1, runs);

        void OnCompleted(object? sender, CoreWebView2NavigationCompletedEventArgs e)
        {
            runs++;
            view.Web.NavigationCompleted -= OnCompleted;
        }
    });

    [Fact]
    public Task One_that_is_added_within_a_handler_runs_from_the_next_event_on() => RunAsync(async view =>
    {
        int runs = 0;
        bool added = false;
        view.Web.NavigationCompleted += (_, _) =>
        {
            if (!added)
            {
                added = true;
                view.Web.NavigationCompleted += (_, _) => runs++;
            }
        };

        await view.NavigateAsync(Site.Html("/added/1", ""));
        Assert.Equal(0, runs);
        await view.NavigateAsync(Site.Html("/added/2", ""));
        Assert.Equal(1, runs);
    });

    [Fact]
    public Task One_that_is_removed_by_a_handler_before_it_runs_for_the_last_time() => RunAsync(async view =>
    {
        int runs = 0;
        view.Web.NavigationCompleted += (_, _) => view.Web.NavigationCompleted -= OnCompleted;
        view.Web.NavigationCompleted += OnCompleted;

        await view.NavigateAsync(Site.Html("/removed/1", ""));
        Assert.Equal(1, runs);
        await view.NavigateAsync(Site.Html("/removed/2", ""));
        Assert.Equal(1, runs);

        void OnCompleted(object? sender, CoreWebView2NavigationCompletedEventArgs e) => runs++;
    });

    [Fact]
    public Task They_run_in_the_order_they_were_added_with_the_view_as_sender() => RunAsync(async view =>
    {
        List<int> order = [];
        object? sender = null;
        for (int i = 0; i < 5; i++)
        {
            int number = i;
            view.Web.NavigationCompleted += (from, _) =>
            {
                sender = from;
                order.Add(number);
            };
        }

        await view.NavigateAsync(Site.Html("/in-order", ""));

        Assert.Equal([0, 1, 2, 3, 4], order);
        Assert.Same(view.Web, sender);
    });

    [Fact]
    public async Task What_one_throws_ends_the_pump_and_the_others_still_ran()
    {
        List<string> ran = [];
        Task test = RunAsync(async view =>
        {
            view.Web.NavigationCompleted += (_, _) => throw new InvalidTimeZoneException("thrown by a handler");
            view.Web.NavigationCompleted += (_, _) => ran.Add("the next handler");
            await view.NavigateAsync(Site.Html("/throws", ""));
            await new TaskCompletionSource().Task;
        });

        InvalidTimeZoneException thrown = await Assert.ThrowsAsync<InvalidTimeZoneException>(() => test);

        Assert.Equal("thrown by a handler", thrown.Message);
        Assert.Equal(["the next handler"], ran);
    }

    [Fact]
    public Task A_navigation_begun_within_a_handler_is_the_next_one() => RunAsync(async view =>
    {
        string second = Site.Html("/within/2", "second");
        view.Web.NavigationCompleted += (_, _) =>
        {
            if (view.Web.Source != second)
            {
                view.Web.Navigate(second);
            }
        };

        await view.NavigateAsync(Site.Html("/within/1", "first"));
        await view.Log.NextAsync("NavigationCompleted", logged => logged.Source == second);

        Assert.Equal("\"second\"", await view.Web.ExecuteScriptAsync("document.body.innerText"));
    });

    [Fact]
    public Task A_script_awaited_within_a_handler_goes_on_after_it() => RunAsync(async view =>
    {
        List<string> steps = [];
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        view.Web.NavigationCompleted += (_, _) => _ = HandleAsync();
        view.Web.NavigationCompleted += (_, _) => steps.Add("second handler");

        await view.NavigateAsync(Site.Html("/awaits", ""));
        await done.Task;

        Assert.Equal(["begin", "second handler", "2"], steps);

        async Task HandleAsync()
        {
            steps.Add("begin");
            steps.Add(await view.Web.ExecuteScriptAsync("1 + 1"));
            done.SetResult();
        }
    });

    [Fact]
    public Task One_that_is_async_void_goes_on_after_its_await_in_its_turn() => RunAsync(async view =>
    {
        int thread = System.Environment.CurrentManagedThreadId;
        List<string> steps = [];
        TaskCompletionSource done = new();
#pragma warning disable VSTHRD101 // As an app's handler is.
        view.Web.WebMessageReceived += async (_, e) =>
        {
            string message = e.TryGetWebMessageAsString();
            steps.Add(message);
            string answer = await view.Web.ExecuteScriptAsync($"'answer to ' + '{message}'");
            Assert.Equal(thread, System.Environment.CurrentManagedThreadId);
            steps.Add(answer);
            if (steps.Count == 4)
            {
                done.SetResult();
            }
        };
#pragma warning restore VSTHRD101
        await view.NavigateAsync(Site.Html("/async-void", "<script>chrome.webview.postMessage('one'); chrome.webview.postMessage('two')</script>"));
        await done.Task;
        Assert.Equal(["one", "two", "\"answer to one\"", "\"answer to two\""], steps);
    });

    [Fact]
    public Task What_one_throws_at_once_or_after_an_await_can_be_handled_and_all_later_events_still_arrive() => RunAsync(async view =>
    {
        List<string> handled = [];
        List<string> heard = [];
        TaskCompletionSource done = new();
        MessagePump.UnhandledException += (_, e) =>
        {
            handled.Add(e.Exception.Message);
            e.Handled = true;
        };
        view.Web.WebMessageReceived += (_, e) => throw new InvalidTimeZoneException("at once " + e.TryGetWebMessageAsString());
#pragma warning disable VSTHRD101 // As an app's handler is.
        view.Web.WebMessageReceived += async (_, e) =>
        {
            string message = e.TryGetWebMessageAsString();
            await Task.Yield();
            throw new InvalidTimeZoneException("later " + message);
        };
#pragma warning restore VSTHRD101
        view.Web.WebMessageReceived += (_, e) =>
        {
            heard.Add(e.TryGetWebMessageAsString());
            if (heard.Count == 100)
            {
                done.SetResult();
            }
        };
        await view.NavigateAsync(Site.Html("/throwing", "<script>for (let i = 0; i < 100; i++) chrome.webview.postMessage(`${i}`)</script>"));
        await done.Task;
        await Task.Yield();
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i}"), heard);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"at once {i}"), handled.Where(message => message.StartsWith("at once", StringComparison.Ordinal)));
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"later {i}"), handled.Where(message => message.StartsWith("later", StringComparison.Ordinal)));
    });

    [Fact]
    public Task One_that_closes_its_view_ends_its_events_and_those_of_no_other() => RunAsync(async view =>
    {
        TestView closing = await view.OpenAnotherAsync();
        int heard = 0;
        TaskCompletionSource<string> other = new();
        closing.Web.WebMessageReceived += (_, _) =>
        {
            heard++;
            closing.Close();
        };
        closing.Web.WebMessageReceived += (_, _) => heard++;
        view.Web.WebMessageReceived += (_, e) => other.TrySetResult(e.TryGetWebMessageAsString());
        closing.Web.Navigate(Site.Html("/closes", "<script>for (let i = 0; i < 10; i++) chrome.webview.postMessage(i)</script>"));
        await view.NavigateAsync(Site.Html("/stays", "<script>setTimeout(() => chrome.webview.postMessage('still here'), 50)</script>"));
        Assert.Equal("still here", await other.Task);
        Assert.Equal("4", await view.Web.ExecuteScriptAsync("2 + 2"));
        Assert.Equal(1, heard);
    });

    /// <summary>Something waits for the end of these, and finds the view gone.</summary>
    [Theory]
    [InlineData("dialog", "confirm('sure?')", false)]
    [InlineData("dialog", "confirm('sure?')", true)]
    [InlineData("window", "open('/closes-deferrable/opened')", false)]
    [InlineData("window", "open('/closes-deferrable/opened')", true)]
    [InlineData("request", "fetch('/closes-deferrable/fetched')", false)]
    [InlineData("request", "fetch('/closes-deferrable/fetched')", true)]
    [InlineData("permission", "Notification.requestPermission()", false)]
    [InlineData("permission", "Notification.requestPermission()", true)]
    public Task One_that_closes_its_view_in_an_event_that_can_be_deferred_ends_it(string which, string script, bool isDeferred) => RunAsync(async view =>
    {
        TestView closing = await view.OpenAnotherAsync();
        int heard = 0;
        TaskCompletionSource closed = new();
        closing.Web.ScriptDialogOpening += (_, args) => CloseIn("dialog", args.GetDeferral);
        closing.Web.NewWindowRequested += (_, args) => CloseIn("window", args.GetDeferral);
        closing.Web.PermissionRequested += (_, args) => CloseIn("permission", args.GetDeferral);
        closing.Web.WebResourceRequested += (_, args) => CloseIn("request", args.GetDeferral);
        closing.Web.AddWebResourceRequestedFilter("*/closes-deferrable/fetched", CoreWebView2WebResourceContext.All);
        closing.Web.Settings.AreDefaultScriptDialogsEnabled = false;
        await closing.NavigateAsync(Site.Html($"/closes-deferrable/{which}", "closes"));

        await Record.ExceptionAsync(() => closing.Web.ExecuteScriptAsync(script));
        await closed.Task;

        Assert.True((await view.NavigateAsync(Site.Html("/closes-deferrable/after", "goes on"))).IsSuccess);
        Assert.Equal("2", await view.Web.ExecuteScriptAsync("1 + 1"));
        Assert.Equal(1, heard);
        Assert.Equal(0, Site.Count("/closes-deferrable/fetched"));

        void CloseIn(string name, Func<CoreWebView2Deferral> defer)
        {
            Assert.Equal(which, name);
            heard++;
            CoreWebView2Deferral? deferral = isDeferred ? defer() : null;
            closing.Close();
            deferral?.Complete();
            closed.SetResult();
        }
    });

    /// <summary>A view holds what it needs: an app that keeps only its controller, as most do, loses nothing.</summary>
    [Fact]
    public Task One_that_drops_the_last_reference_to_its_environment_takes_nothing_away() => RunAsync(async view =>
    {
        (CoreWebView2Controller controller, WeakReference environment) = await OpenAsync();
        TaskCompletionSource<string> second = new();
        controller.CoreWebView2.WebMessageReceived += (_, e) =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            if (e.TryGetWebMessageAsString() == "second")
            {
                second.SetResult(controller.CoreWebView2.Environment.UserDataFolder);
            }
        };
        await controller.CoreWebView2.ExecuteScriptAsync("chrome.webview.postMessage('first'); chrome.webview.postMessage('second')");
        Assert.Equal(UserDataFolder, await second.Task);
        Assert.Equal(view.Web.BrowserProcessId, controller.CoreWebView2.BrowserProcessId);
        Assert.Same(controller.CoreWebView2.Environment, environment.Target);
        controller.Close();

        async Task<(CoreWebView2Controller Controller, WeakReference Environment)> OpenAsync()
        {
            CoreWebView2Environment own = await CoreWebView2Environment.CreateAsync(null, UserDataFolder);
            return (await own.CreateCoreWebView2ControllerAsync(TestView.NoWindow), new WeakReference(own));
        }
    });
}
