using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
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
        SynchronizationContext.SetSynchronizationContext(first);
        Task<string> earlyTask = early!.Web.ExecuteScriptAsync("1 + 2");
        first.RunUntil(() => earlyTask.IsCompleted);
        Assert.Equal("3", earlyTask.GetAwaiter().GetResult());
        early.Close();
    });

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
        await view.NavigateAsync(Site.Html("/loops/nested", "nested"));
        TaskCompletionSource<Task<string>> left = new();
        view.Web.WebMessageReceived += (_, _) =>
        {
            Task<string> script = view.Web.ExecuteScriptAsync("'ran'");
            CoreWebView2CookieManager cookies = view.Web.CookieManager;
            bool isOver = false;
            _ = Task.Run(async () =>
            {
                // The browser answers in order, and this one on the pool: then it has answered the script.
                await cookies.GetCookiesAsync(null).ConfigureAwait(false);
                loop.Post(_ => isOver = true, null);
            });
            loop.RunUntil(() => isOver);
            Assert.False(script.IsCompleted);
            left.SetResult(script);
        };
        await view.Web.ExecuteScriptAsync("chrome.webview.postMessage('nest')");
        Assert.Equal("\"ran\"", await await left.Task);
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
