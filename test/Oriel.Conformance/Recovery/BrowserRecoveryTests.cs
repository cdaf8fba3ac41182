using System;
using System.Collections.Generic;
using System.Drawing;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.ProcessFailures;
using Oriel.Conformance.Support;
using Oriel.Core;
using Oriel.Recovery;
using Oriel.TestKit;
using Oriel.TestKit.Processes;
using Oriel.TestKit.Site;
using Xunit;

namespace Oriel.Conformance.Recovery;

/// <summary>The browser fails under views that Oriel.Recovery looks after.</summary>
public sealed class BrowserRecoveryTests : FailureTests
{
    private static readonly RecoveryOptions s_quick = new() { FirstDelay = TimeSpan.FromMilliseconds(1) };

    [Fact, Behaviour(42)]
    public Task Three_views_on_two_threads_come_back_as_they_were() => RunAsync(async (view, _) =>
    {
        RecoveryLog first = new(ViewRecovery.Attach(view.Controller));
        TestView other = await view.OpenAnotherAsync();
        RecoveryLog second = new(ViewRecovery.Attach(other.Controller));
        TaskCompletionSource prepared = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task thread = PumpThread.RunAsync("other", async () =>
        {
            CoreWebView2ControllerOptions options = view.Environment.CreateCoreWebView2ControllerOptions();
            options.ProfileName = "third";
            options.IsInPrivateModeEnabled = true;
            TestView view3 = await TestView.OpenAsync(view.Environment, options);
            RecoveryLog third = new(ViewRecovery.Attach(view3.Controller));
            view3.Controller.Bounds = new Rectangle(5, 6, 401, 302);
            await PrepareAsync(view3, third, "/third");
            prepared.SetResult();
            await CheckAsync(third, "/third");
            Assert.Equal(new Rectangle(5, 6, 401, 302), third.Recovery.Controller.Bounds);
            Assert.Equal(("third", true), (third.Web.Profile.ProfileName, third.Web.Profile.IsInPrivateModeEnabled));
            third.Recovery.Controller.Close();
        });
        await PrepareAsync(view, first, "/first");
        await PrepareAsync(other, second, "/second");
        await prepared.Task;
        int browser = (int)view.Web.BrowserProcessId;
        bool isToldBefore = false;
        view.Environment.BrowserProcessExited += (_, _) => isToldBefore = !first.All.OfType<ControllerReplacedEventArgs>().Any();

        ProcessTable.Send(browser, Signal.Kill);

        await CheckAsync(first, "/first");
        await CheckAsync(second, "/second");
        await thread;
        Assert.True(isToldBefore);
        Assert.NotEqual(browser, (int)first.Web.BrowserProcessId);
        Assert.Equal(first.Web.BrowserProcessId, second.Web.BrowserProcessId);
        Assert.Single(first.All.OfType<RecoveryStartingEventArgs>());
        Assert.Single(second.All.OfType<RecoveryStartingEventArgs>());
        first.Recovery.Controller.Close();
        second.Recovery.Controller.Close();
    });

    [Fact]
    public Task The_history_comes_back_without_a_request() => RunAsync(async (view, _) =>
    {
        RecoveryLog log = new(ViewRecovery.Attach(view.Controller));
        string[] urls = [.. Enumerable.Range(1, 4).Select(i => Site.Map($"/h{i}", _ => SiteResponse.Html($"<title>{i}</title>").With("Cache-Control", "no-store")).Url($"/h{i}", i % 2 == 0 ? "a.localhost" : "b.localhost"))];
        foreach (string url in urls)
        {
            await view.NavigateAsync(url);
        }

        await view.CompletionOfAsync(view.Web.GoBack);
        await view.CompletionOfAsync(view.Web.GoBack);
        int[] before = [.. Enumerable.Range(1, 4).Select(i => Site.Count($"/h{i}"))];

        ProcessTable.Send((int)view.Web.BrowserProcessId, Signal.Kill);
        await log.RecoveredFromAsync(RecoveryCause.BrowserExited);

        Assert.Equal(urls[1], log.Web.Source);
        Assert.True(log.Web.CanGoBack);
        Assert.True(log.Web.CanGoForward);
        Assert.Equal([before[0], before[1] + 1, before[2], before[3]], Enumerable.Range(1, 4).Select(i => Site.Count($"/h{i}")));
        EventLog events = new(log.Web);
        log.Web.GoBack();
        Assert.True((await events.NextAsync<CoreWebView2NavigationCompletedEventArgs>(nameof(log.Web.NavigationCompleted))).IsSuccess);
        Assert.Equal((urls[0], "1", false), (log.Web.Source, log.Web.DocumentTitle, log.Web.CanGoBack));
        for (int i = 1; i < 4; i++)
        {
            log.Web.GoForward();
            await events.NextAsync(nameof(log.Web.NavigationCompleted));
            Assert.Equal((urls[i], $"{i + 1}"), (log.Web.Source, log.Web.DocumentTitle));
        }

        Assert.False(log.Web.CanGoForward);
        log.Recovery.Controller.Close();
    });

    [Fact]
    public Task A_document_given_as_text_comes_back_and_a_posted_form_is_not_sent_again() => RunAsync(async (view, unused) =>
    {
        RecoveryLog text = new(ViewRecovery.Attach(view.Controller));
        await view.ShowAsync("<title>text</title>");
        TestView other = await view.OpenAnotherAsync();
        RecoveryLog posted = new(ViewRecovery.Attach(other.Controller));
        Site.Map("/order", request => SiteResponseOf(request.Method));
        await other.NavigateAsync(Site.Html("/form", "<form method=post action=/order></form>"));
        await other.CompletionOfAsync(() => _ = other.Web.ExecuteScriptAsync("document.forms[0].submit()"));
        Assert.Equal("POST", other.Web.DocumentTitle);

        ProcessTable.Send((int)view.Web.BrowserProcessId, Signal.Kill);
        await text.RecoveredFromAsync(RecoveryCause.BrowserExited);
        await posted.RecoveredFromAsync(RecoveryCause.BrowserExited);

        Assert.Equal("text", text.Web.DocumentTitle);
        Assert.Equal("GET", posted.Web.DocumentTitle);
        Assert.Equal(["POST", "GET"], Site.RequestsTo("/order").Select(request => request.Method));
        text.Recovery.Controller.Close();
        posted.Recovery.Controller.Close();
    });

    [Fact]
    public Task Every_setting_comes_back() => RunAsync(async (view, unused) =>
    {
        PropertyInfo[] settings = [.. typeof(CoreWebView2Settings).GetProperties().Where(static property => property.CanWrite && !property.IsDefined(typeof(NotBuiltAttribute)))];
        RecoveryLog log = new(ViewRecovery.Attach(view.Controller));
        foreach (PropertyInfo setting in settings)
        {
            object? usual = setting.GetValue(view.Web.Settings);
            setting.SetValue(view.Web.Settings, usual is bool flag ? !flag : "other");
        }

        object?[] expected = [.. settings.Select(setting => setting.GetValue(view.Web.Settings))];
        ProcessTable.Send((int)view.Web.BrowserProcessId, Signal.Kill);
        await log.RecoveredFromAsync(RecoveryCause.BrowserExited);

        Assert.Equal(expected, settings.Select(setting => setting.GetValue(log.Web.Settings)));
        log.Recovery.Controller.Close();
    });

    [Fact]
    public Task An_app_can_forbid_it_and_have_it_done_later() => RunAsync(async (view, _) =>
    {
        RecoveryLog log = new(ViewRecovery.Attach(view.Controller));
        await view.NavigateAsync(Site.Html("/veto", "<title>veto</title>"));
        bool isForbidden = true;
        log.Recovery.RecoveryStarting += (_, e) => e.Cancel = isForbidden;
        TaskCompletionSource exited = new();
        view.Environment.BrowserProcessExited += (_, _) => exited.TrySetResult();

        ProcessEntry broker = Broker();
        ProcessTable.Send((int)view.Web.BrowserProcessId, Signal.Kill);
        await log.NextAsync<RecoveryStartingEventArgs>();
        await exited.Task;
        Assert.False(log.Recovery.IsRecovering);

        // Nobody keeps it, but it says good-bye first.
        await GoneAsync(broker.Id);
        isForbidden = false;
        log.Recovery.Retry();
        await log.RecoveredFromAsync(RecoveryCause.BrowserExited);

        Assert.Equal("veto", log.Web.DocumentTitle);
        log.Recovery.Controller.Close();
    });

    [Fact]
    public Task A_view_that_the_app_closes_meanwhile_does_not_come_back() => RunAsync(async (view, _) =>
    {
        RecoveryLog closed = new(ViewRecovery.Attach(view.Controller));
        TestView other = await view.OpenAnotherAsync();
        RecoveryLog log = new(ViewRecovery.Attach(other.Controller));
        view.Web.ProcessFailed += (_, _) => view.Controller.Close();

        ProcessTable.Send((int)view.Web.BrowserProcessId, Signal.Kill);
        await log.RecoveredFromAsync(RecoveryCause.BrowserExited);

        Assert.Empty(closed.All);
        log.Recovery.Controller.Close();
    });

    [Fact]
    public Task A_browser_that_fails_again_and_again_is_given_up() => RunAsync(async (view, _) =>
    {
        RecoveryLog log = new(ViewRecovery.Attach(view.Controller, s_quick with { MaxAttempts = 2 }));
        TestView other = await view.OpenAnotherAsync();
        RecoveryLog second = new(ViewRecovery.Attach(other.Controller, s_quick with { MaxAttempts = 2 }));
        foreach (RecoveryLog each in new[] { log, second })
        {
            each.Recovery.Recovered += (_, _) =>
            {
                if (!log.Recovery.IsRecovering && !second.Recovery.IsRecovering)
                {
                    ProcessTable.Send((int)each.Web.BrowserProcessId, Signal.Kill);
                }
            };
        }

        ProcessTable.Send((int)view.Web.BrowserProcessId, Signal.Kill);
        RecoveryGaveUpEventArgs gaveUp = await log.NextAsync<RecoveryGaveUpEventArgs>();
        await second.NextAsync<RecoveryGaveUpEventArgs>();

        Assert.Equal((RecoveryCause.BrowserExited, 2), (gaveUp.Cause, gaveUp.Attempts));

        // One decision for both: neither view made an attempt that the other did not.
        Assert.Equal([1, 2], log.All.OfType<RecoveryStartingEventArgs>().Select(e => e.Attempt));
        Assert.Equal([1, 2], second.All.OfType<RecoveryStartingEventArgs>().Select(e => e.Attempt));
    });

    private static SiteResponse SiteResponseOf(string method) => SiteResponse.Html($"<title>{method}</title>");

    /// <summary>Two pages, the second scrolled, with a script, a filter and settings.</summary>
    private async Task PrepareAsync(TestView view, RecoveryLog log, string path)
    {
        view.Web.Settings.UserAgent = "Agent" + path;
        view.Web.Settings.AreDefaultScriptDialogsEnabled = false;
        await log.Recovery.AddScriptToExecuteOnDocumentCreatedAsync("window.added = (window.added ?? 0) + 1");
        string removed = await log.Recovery.AddScriptToExecuteOnDocumentCreatedAsync("window.removed = true");
        log.Recovery.RemoveScriptToExecuteOnDocumentCreated(removed);
        log.Recovery.AddWebResourceRequestedFilter("*filtered*", CoreWebView2WebResourceContext.All);
        await view.NavigateAsync(Site.Html(path + "-1", "one"));
        await view.NavigateAsync(Site.Html(path, $"<title>{path}</title><div style='height: 5000px'></div>"));
        await view.Web.CallDevToolsProtocolMethodAsync(
            "Runtime.evaluate", """{"expression":"new Promise(done => { addEventListener('scrollend', () => setTimeout(done, 300)); scrollTo(0, 1234); })","awaitPromise":true}""");
    }

    private async Task CheckAsync(RecoveryLog log, string path)
    {
        List<string> filtered = [];
        ControllerReplacedEventArgs replaced = await log.NextAsync<ControllerReplacedEventArgs>();
        Assert.Same(replaced.Controller, log.Recovery.Controller);
        CoreWebView2 web = log.Web;
        web.WebResourceRequested += (_, e) => filtered.Add(e.Request.Uri);
        RecoveredEventArgs recovered = await log.RecoveredFromAsync(RecoveryCause.BrowserExited);
        Assert.True(recovered.IsPageLoaded);
        Assert.Equal((Site.Url(path, "a.localhost"), path), (web.Source, web.DocumentTitle));
        Assert.True(web.CanGoBack);
        Assert.Equal(("Agent" + path, false), (web.Settings.UserAgent, web.Settings.AreDefaultScriptDialogsEnabled));
        string state = await web.CallDevToolsProtocolMethodAsync("Runtime.evaluate", """
            {"expression":"new Promise(done => { const look = () => scrollY === 1234 ? done([added, typeof removed, navigator.userAgent, scrollY, typeof orielScrollTo, typeof orielScrolled].join()) : requestAnimationFrame(look); look(); })","awaitPromise":true}
            """);
        using JsonDocument result = JsonDocument.Parse(state);
        Assert.Equal($"1,undefined,Agent{path},1234,undefined,undefined", result.RootElement.GetProperty("result").GetProperty("value").GetString());
        await web.CallDevToolsProtocolMethodAsync("Runtime.evaluate", """{"expression":"fetch('/filtered').catch(() => {})","awaitPromise":true}""");
        Assert.Single(filtered);
    }
}
