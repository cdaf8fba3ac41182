using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.Diagnostics;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Conformance.ProcessFailures;

/// <summary>What may look like a hang and is none, and what it costs to see the difference.</summary>
public sealed class ResponsiveTests : FailureTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(1);

    /// <summary>A hang is told within two thirds of the limit and the limit; this is another limit more.</summary>
    private static readonly TimeSpan s_longEnough = s_limit * 3;

    [Fact]
    [Behaviour(46), Behaviour(87)]
    public Task A_page_whose_permission_request_is_deferred_does_not_hang() => RunAsync(async (view, failures) =>
    {
        await view.NavigateAsync(Site.Html("/asks", "asks"));
        TaskCompletionSource<CoreWebView2Deferral> asked = new();
        view.Web.PermissionRequested += (_, args) => asked.SetResult(args.GetDeferral());
        await view.Web.ExecuteScriptAsync("navigator.geolocation.getCurrentPosition(() => 0, e => chrome.webview.postMessage(e.code)); 1");

        await HoldAsync(view, failures, await asked.Task);

        Assert.Equal("1", await view.NextMessageAsync());
    });

    [Fact]
    [Behaviour(46), Behaviour(88)]
    public Task A_page_whose_new_window_is_deferred_does_not_hang() => RunAsync(async (view, failures) =>
    {
        await view.NavigateAsync(Site.Html("/opens", "opens"));
        TaskCompletionSource<(CoreWebView2NewWindowRequestedEventArgs Args, CoreWebView2Deferral Deferral)> asked = new();
        view.Web.NewWindowRequested += (_, args) => asked.SetResult((args, args.GetDeferral()));
        Task<string> script = view.Web.ExecuteScriptAsync($"!!open('{Site.Html("/opened", "opened")}')");
        (CoreWebView2NewWindowRequestedEventArgs args, CoreWebView2Deferral deferral) = await asked.Task;
        args.Handled = true;

        await HoldAsync(view, failures, deferral);

        Assert.Equal("true", await script);
    });

    [Fact]
    [Behaviour(46)]
    public Task A_page_that_waits_for_a_deferred_response_does_not_hang() => RunAsync(async (view, failures) =>
    {
        string url = Site.Html("/waits", "waits");
        await view.NavigateAsync(url);
        view.Web.AddWebResourceRequestedFilter("*/late", CoreWebView2WebResourceContext.All);
        TaskCompletionSource<(CoreWebView2WebResourceRequestedEventArgs Args, CoreWebView2Deferral Deferral)> asked = new();
        view.Web.WebResourceRequested += (_, args) => asked.SetResult((args, args.GetDeferral()));
        Task<string> script = view.Web.ExecuteScriptAsync("const x = new XMLHttpRequest(); x.open('GET', '/late', false); x.send(); x.status");
        (CoreWebView2WebResourceRequestedEventArgs args, CoreWebView2Deferral deferral) = await asked.Task;
        args.Response = view.Environment.CreateWebResourceResponse(null!, 204, "No Content", "");

        await HoldAsync(view, failures, deferral);

        Assert.Equal("204", await script);
    });

    [Fact]
    [Behaviour(46)]
    public Task A_page_with_default_dialogs_does_not_hang() => RunAsync(async (view, failures) =>
    {
        Watch(view);
        await view.NavigateAsync(Site.Html("/dialogs", "dialogs"));

        // Nobody sees them, so nobody holds them up.
        string script = "let closed = 0; const end = Date.now() + 3000; while (Date.now() < end) { alert('1'); closed += confirm('2') ? 0 : 1; prompt('3'); } closed > 0";
        Assert.Equal("true", await view.Web.ExecuteScriptAsync(script));

        Assert.Empty(failures.All);
    });

    [Fact]
    [Behaviour(46)]
    public Task A_frozen_page_does_not_hang() => RunAsync(async (view, failures) =>
    {
        await view.NavigateAsync(Site.Html("/frozen", "<script>document.onfreeze = () => window.wasFrozen = true</script>frozen"));
        view.Controller.IsVisible = false;
        await SetLifecycleAsync("frozen");
        Questions questions = await Questions.CountAsync(view);
        Watch(view);

        await questions.UntilAsync(3);

        await SetLifecycleAsync("active");
        Assert.Empty(failures.All);
        Assert.Equal("true", await view.Web.ExecuteScriptAsync("window.wasFrozen ?? 'never'"));

        Task<string> SetLifecycleAsync(string state) => view.Web.CallDevToolsProtocolMethodAsync("Page.setWebLifecycleState", $$"""{"state":"{{state}}"}""");
    });

    [Fact]
    [Behaviour(46)]
    public Task A_page_that_answers_on_a_busy_machine_does_not_hang() => RunAsync(async (view, failures) =>
    {
        await view.NavigateAsync(Site.Html("/busy", "<script>(function work() { const end = performance.now() + 20; while (performance.now() < end) ; setTimeout(work); })()</script>busy"));
        Questions questions = await Questions.CountAsync(view);
        using Load load = Load.Begin(4 * Environment.ProcessorCount);

        // Slow, but far from what a hang takes.
        RendererControl.Of(view.Web).UnresponsiveLimit = s_limit * 3;
        await questions.UntilAsync(3);

        Assert.Empty(failures.All);
    });

    [Fact]
    public Task A_page_is_asked_once_in_two_thirds_of_the_limit_and_never_while_nobody_listens() => RunAsync(async (view, failures) =>
    {
        await view.NavigateAsync(Site.Html("/idle", "idle"));
        view.Controller.IsVisible = false;
        Questions questions = await Questions.CountAsync(view);
        Watch(view);

        await questions.UntilAsync(4);

        // With the limit of 15 seconds these would be ten: six questions in a minute.
        Assert.All(questions.Gaps, gap => Assert.InRange(gap, s_limit * 0.6, TimeSpan.MaxValue));

        view.Web.ProcessFailed -= failures.OnFailed;
        await view.SettleAsync();
        int count = questions.Count;
        await Task.Delay(s_longEnough);
        Assert.Equal(count, questions.Count);
    });

    private static void Watch(TestView view) => RendererControl.Of(view.Web).UnresponsiveLimit = s_limit;

    private static async Task HoldAsync(TestView view, FailureLog failures, CoreWebView2Deferral deferral)
    {
        using (deferral)
        {
            Watch(view);
            await Task.Delay(s_longEnough);
        }

        await view.SettleAsync();
        Assert.Empty(failures.All);
    }

    /// <summary>The questions put to a page, each of which is a script that its debugger hears of before it is answered.</summary>
    private sealed class Questions
    {
        private readonly List<DateTime> _times = [];
        private TaskCompletionSource _asked = new();

        public int Count => _times.Count;

        public IEnumerable<TimeSpan> Gaps => _times.Zip(_times.Skip(1), static (one, next) => next - one);

        public static async Task<Questions> CountAsync(TestView view)
        {
            Questions questions = new();
            await view.Web.CallDevToolsProtocolMethodAsync("Debugger.enable", "{}");
            view.Web.GetDevToolsProtocolEventReceiver("Debugger.scriptParsed").DevToolsProtocolEventReceived += (_, args) =>
            {
                if (args.ParameterObjectAsJson.Contains("\"length\":1,", StringComparison.Ordinal))
                {
                    questions._times.Add(TimeProvider.System.GetUtcNow().UtcDateTime);
                    Interlocked.Exchange(ref questions._asked, new TaskCompletionSource()).SetResult();
                }
            };
            return questions;
        }

        public async Task UntilAsync(int count)
        {
            while (_times.Count < count)
            {
                await _asked.Task;
            }
        }
    }

    /// <summary>Threads that compute all the time.</summary>
    private sealed class Load : IDisposable
    {
        private readonly List<Thread> _threads = [];
        private volatile bool _isOver;

        public static Load Begin(int threads)
        {
            Load load = new();
            for (int i = 0; i < threads; i++)
            {
                Thread thread = new(() =>
                {
                    while (!load._isOver)
                    {
                        Thread.SpinWait(1000);
                    }
                });
                thread.Start();
                load._threads.Add(thread);
            }

            return load;
        }

        public void Dispose()
        {
            _isOver = true;
            _threads.ForEach(static thread => thread.Join());
        }
    }
}
