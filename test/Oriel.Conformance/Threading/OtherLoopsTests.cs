using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Oriel.TestKit.Site;
using Xunit;

namespace Oriel.Conformance.Threading;

/// <summary>Any context will do that runs what is posted on its one thread; none of these knows of Oriel.</summary>
public sealed class OtherLoopsTests(BrowserFixture browser) : BrowserTests(browser)
{
    private readonly CoreWebView2Environment _environment = browser.Environment;

    [Fact]
    [Behaviour(73)]
    public Task GLibs_main_loop_will_do() => OnThreadAsync(() =>
    {
        using GLibContext loop = new();
        Run(loop, loop.RunUntil, UseAsync);
    });

    [Fact]
    [Behaviour(73)]
    public Task A_queue_written_by_hand_will_do() => OnThreadAsync(() =>
    {
        using QueueContext loop = new();
        Run(loop, loop.RunUntil, UseAsync);
    });

    [Fact]
    [Behaviour(80)]
    [Behaviour(81)]
    public Task A_nested_GLib_loop_delivers_nothing_until_the_handler_returns() => OnThreadAsync(() =>
    {
        using GLibContext loop = new();
        Run(loop, loop.RunUntil, environment => NestAsync(environment, loop));
    });

    /// <summary>Each loop has its own way with exceptions; this one throws them at whoever turns it.</summary>
    [Fact]
    [Behaviour(80)]
    public Task What_a_handler_throws_comes_out_of_the_loop_and_later_events_still_arrive() => OnThreadAsync(() =>
    {
        using QueueContext loop = new();
        TestView? view = null;
        int heard = 0;
        int thrown = 0;
        Run(loop, loop.RunUntil, async environment =>
        {
            view = await TestView.OpenAsync(environment);
            await view.NavigateAsync(Site.Html("/loops/throwing", "throwing"));
        });
        view!.Web.WebMessageReceived += (_, _) => throw new InvalidTimeZoneException("thrown by a handler");
        view.Web.WebMessageReceived += (_, _) => heard++;
        Task<string> script = view.Web.ExecuteScriptAsync("chrome.webview.postMessage(1); chrome.webview.postMessage(2)");
        while (!script.IsCompleted || thrown < 2)
        {
            try
            {
                loop.RunUntil(() => script.IsCompleted && thrown == 2);
            }
            catch (InvalidTimeZoneException)
            {
                thrown++;
            }
        }

        Assert.Equal((2, 2), (heard, thrown));
        view.Close();
    });

    /// <summary>A toolkit may install its context when the first view exists already.</summary>
    [Fact]
    [Behaviour(73)]
    public Task A_context_that_comes_later_takes_the_views_made_from_then_on() => OnThreadAsync(() =>
    {
        using QueueContext first = new();
        using GLibContext second = new();
        TestView? early = null;
        Run(first, first.RunUntil, async environment => early = await TestView.OpenAsync(environment));

        // Both loops are turned by this thread; each delivers what is its own.
        SynchronizationContext.SetSynchronizationContext(second);
        Task<string> lateTask = LateAsync(early!);
        second.RunUntil(() => lateTask.IsCompleted);
        Assert.Equal("2", lateTask.GetAwaiter().GetResult());

        // Used under the other context, the early view is still that of its own, and what awaits it goes on where it awaits.
        Task<string> changed = early!.Web.ExecuteScriptAsync("1 + 3");
        Task<SynchronizationContext?> where = WhereAsync(changed);
        first.RunUntil(() => changed.IsCompleted);
        second.RunUntil(() => where.IsCompleted);
        Assert.Equal("4", changed.GetAwaiter().GetResult());
        Assert.Same(second, where.GetAwaiter().GetResult());
        SynchronizationContext.SetSynchronizationContext(first);
        Task<string> earlyTask = early!.Web.ExecuteScriptAsync("1 + 2");
        first.RunUntil(() => earlyTask.IsCompleted);
        Assert.Equal("3", earlyTask.GetAwaiter().GetResult());
        early.Close();
    });

    private static async Task<SynchronizationContext?> WhereAsync(Task task)
    {
        await task;
        return SynchronizationContext.Current;
    }

    private static async Task<string> LateAsync(TestView early)
    {
        TestView late = await TestView.OpenAsync(early.Environment);
        string two = await late.Web.ExecuteScriptAsync("1 + 1");
        late.Close();
        return two;
    }

    private async Task UseAsync(CoreWebView2Environment environment)
    {
        int thread = Environment.CurrentManagedThreadId;
        TestView view = await TestView.OpenAsync(environment);
        Assert.Equal(thread, Environment.CurrentManagedThreadId);
        List<int> threads = [];
        view.Web.WebMessageReceived += (_, _) => threads.Add(Environment.CurrentManagedThreadId);
        await view.NavigateAsync(Site.Html("/loops/page", "<script>for (let i = 0; i < 100; i++) chrome.webview.postMessage(i)</script>"));
        Assert.Equal("3", await view.Web.ExecuteScriptAsync("1 + 2"));
        Assert.Equal(thread, Environment.CurrentManagedThreadId);
        Assert.Equal(100, threads.Count);
        Assert.All(threads, seen => Assert.Equal(thread, seen));
        view.Close();
    }

    private async Task NestAsync(CoreWebView2Environment environment, GLibContext loop)
    {
        TestView view = await TestView.OpenAsync(environment);
        TestView other = await view.OpenAnotherAsync();
        await view.NavigateAsync(Site.Html("/loops/nested", "nested"));
        await other.NavigateAsync(Site.Html("/loops/other", "other"));
        TaskCompletionSource hasRun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Site.Map("/loops/ran", _ =>
        {
            hasRun.TrySetResult();
            return SiteResponse.Html("");
        });
        List<string> log = [];
        other.Web.WebMessageReceived += (_, e) => log.Add("message " + e.WebMessageAsJson);
        TaskCompletionSource<Task<string>> left = new();
        view.Web.WebMessageReceived += (_, e) =>
        {
            if (e.WebMessageAsJson != "\"nest\"")
            {
                log.Add("second message");
                return;
            }

            Task<string> script = other.Web.ExecuteScriptAsync("for (let i = 0; i < 10; i++) chrome.webview.postMessage(i); fetch('/loops/ran'); 'ran'");
            CoreWebView2CookieManager cookies = other.Web.CookieManager;
            loop.RunNested(quit => _ = Task.Run(async () =>
            {
                await hasRun.Task;

                // The script has run and its answer is on its way already; it takes no more than a few answers of the browser until it is here.
                for (int i = 0; i < 20; i++)
                {
                    await cookies.GetCookiesAsync(null).ConfigureAwait(false);
                }

                loop.Post(_ => quit(), null);
            }));
            Assert.False(script.IsCompleted);
            Assert.Empty(log);
            log.Add("handler returns");
            left.SetResult(script);
        };
        await view.Web.ExecuteScriptAsync("chrome.webview.postMessage('nest'); chrome.webview.postMessage('second')");
        Assert.Equal("\"ran\"", await await left.Task);
        await view.SettleAsync();
        Assert.Equal("handler returns", log[0]);
        Assert.Single(log, "second message");
        Assert.Equal(Enumerable.Range(0, 10).Select(static i => $"message {i}"), log[1..].Where(static line => line != "second message"));
        view.Close();
    }

    private void Run(SynchronizationContext context, Action<Func<bool>> runUntil, Func<CoreWebView2Environment, Task> body)
    {
        SynchronizationContext.SetSynchronizationContext(context);
        Task task = body(_environment);
        runUntil(() => task.IsCompleted);
        task.GetAwaiter().GetResult();
    }

    private static Task OnThreadAsync(Action body)
    {
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Thread thread = new(() =>
        {
            try
            {
                body();
                done.SetResult();
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        })
        {
            IsBackground = true,
            Name = "loop",
        };
        thread.Start();
        return done.Task.WaitAsync(Deadline * 2);
    }
}
