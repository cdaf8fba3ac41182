using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.ProcessFailures;
using Oriel.Conformance.Support;
using Oriel.Diagnostics;
using Oriel.TestKit;
using Oriel.TestKit.Processes;
using Xunit;
using Kind = Microsoft.Web.WebView2.Core.CoreWebView2FrameKind;

namespace Oriel.Conformance.Processes;

/// <summary>Which renderer serves which frames.</summary>
public sealed class ExtendedProcessInfoTests : FailureTests
{
    [Fact]
    [Behaviour(60), Behaviour(61), Behaviour(72)]
    public Task Every_frame_is_in_the_process_of_its_site_with_its_kind_and_the_frame_around_it() => RunAsync(async (view, _) =>
    {
        string leaf = Site.Html("/leaf", "leaf", "b.localhost");
        string back = Site.Html("/back", "back");
        string middle = Site.Html("/middle", $"<iframe name='back' src='{back}'></iframe><iframe src='{leaf}#part'></iframe>", "b.localhost");
        string same = Site.Html("/same", "same", "sub.a.localhost");
        string other = Site.Html("/object", "object", "c.localhost");
        string embedded = Site.Html("/embedded", "embedded");
        string boxed = Site.Html("/boxed", "boxed");
        string page = Site.Html(
            "/page",
            $"<iframe name='same' src='{same}'></iframe><iframe name='middle' src='{middle}'></iframe><object name='object' type='text/html' data='{other}'></object>"
            + $"<embed type='text/html' src='{embedded}'><iframe srcdoc='text'></iframe><iframe name='blank'></iframe><iframe sandbox src='{boxed}'></iframe>");
        await view.NavigateAsync(page);
        (int, CoreWebView2ProcessKind)[] before = Infos();

        FrameSnapshot snapshot = await FrameSnapshot.TakeAsync(view);

        Assert.Equal(
            new (string, string, Kind, string?)[]
            {
                ("", page, Kind.MainFrame, null),
                ("same", same, Kind.Iframe, page),
                ("middle", middle, Kind.Iframe, page),
                ("object", other, Kind.Object, page),
                ("", embedded, Kind.Embed, page),
                ("", "about:srcdoc", Kind.Iframe, page),
                ("blank", "about:blank", Kind.Iframe, page),
                ("", boxed, Kind.Iframe, page),
                ("back", back, Kind.Iframe, middle),
                ("", leaf + "#part", Kind.Iframe, middle),
            }.Order(),
            snapshot.Frames.Select(static frame => (frame.Name, frame.Source, frame.FrameKind, frame.ParentFrameInfo?.Source)).Order());
        Assert.All(snapshot.Frames, frame => Assert.True(frame.ParentFrameInfo is null || snapshot.Frames.Contains(frame.ParentFrameInfo)));
        Assert.Equal(view.Web.FrameId, snapshot.Frame(page).FrameId);
        Assert.All(new[] { same, embedded, "about:srcdoc", "about:blank", back }, source => Assert.Equal(snapshot.ProcessOf(page), snapshot.ProcessOf(source)));
        Assert.Equal(snapshot.ProcessOf(middle), snapshot.ProcessOf(leaf + "#part"));
        Assert.Equal(4, new[] { page, middle, other, boxed }.Select(snapshot.ProcessOf).Distinct().Count());
        (int, CoreWebView2ProcessKind)[] after = Infos();
        (int, CoreWebView2ProcessKind)[] taken = [.. snapshot.Processes.Select(static process => (process.ProcessInfo.ProcessId, process.ProcessInfo.Kind))];
        Assert.Empty(before.Intersect(after).Except(taken));
        Assert.Empty(taken.Except(before.Union(after)));

        (int, CoreWebView2ProcessKind)[] Infos() => [.. view.Environment.GetProcessInfos().Select(static process => (process.ProcessId, process.Kind))];
    });

    [Fact]
    [Behaviour(61)]
    public Task A_main_frame_keeps_its_number_over_sites_and_another_has_another() => RunAsync(async (view, _) =>
    {
        uint id = view.Web.FrameId;
        Assert.NotEqual(0u, id);
        view.Web.ContentLoading += (_, _) => Assert.Equal(id, view.Web.FrameId);
        await view.NavigateAsync(Site.Html("/one", "one"));
        await view.NavigateAsync(Site.Html("/two", "two", "b.localhost"));
        TestView other = await view.OpenAnotherAsync();
        Assert.NotEqual(id, other.Web.FrameId);
        FrameSnapshot snapshot = await FrameSnapshot.TakeAsync(view);
        Assert.Equal(new[] { id, other.Web.FrameId }.Order(), snapshot.Frames.Select(static frame => frame.FrameId).Order());
    });

    [Fact]
    [Behaviour(60), Behaviour(61)]
    public Task A_window_is_listed_whether_a_view_shows_it_or_none() => RunAsync(async (view, _) =>
    {
        string opener = Site.Html("/opener", "opener");
        string inner = Site.Html("/inner", "inner", "b.localhost");
        string loose = Site.Html("/loose", $"<script>onload = () => opener.postMessage('loaded', '*')</script><iframe src='{inner}'></iframe>");
        string shown = Site.Html("/shown", "shown");
        await view.NavigateAsync(opener);
        await view.Web.ExecuteScriptAsync($"onmessage = event => chrome.webview.postMessage(event.data); window.child = open('{loose}')");
        Assert.Equal("\"loaded\"", await view.NextMessageAsync());
        TestView other = await view.OpenAnotherAsync();
        uint before = other.Web.FrameId;
        CoreWebView2FrameInfo? source = null;
        Task<FrameSnapshot>? meanwhile = null;
        view.Web.NewWindowRequested += (_, args) =>
        {
            source = args.OriginalSourceFrameInfo;
            _ = DecideLaterAsync(args);
        };
        other.Web.ContentLoading += (_, _) => Assert.NotEqual(0u, other.Web.FrameId);
        await view.Web.ExecuteScriptAsync($"window.other = open('{shown}')");
        Assert.True((await other.Log.NextAsync<CoreWebView2NavigationCompletedEventArgs>(nameof(other.Web.NavigationCompleted))).IsSuccess);

        await meanwhile!;
        FrameSnapshot snapshot = await FrameSnapshot.TakeAsync(view);

        Assert.Equal(new[] { opener, inner, loose, shown }.Order(), snapshot.Frames.Select(static frame => frame.Source).Order());
        Assert.Equal([Kind.MainFrame, Kind.MainFrame, Kind.Iframe], new[] { loose, shown, inner }.Select(found => snapshot.Frame(found).FrameKind));
        Assert.Same(snapshot.Frame(loose), snapshot.Frame(inner).ParentFrameInfo);
        Assert.Equal(other.Web.FrameId, snapshot.Frame(shown).FrameId);
        Assert.NotEqual(before, other.Web.FrameId);
        Assert.Equal((view.Web.FrameId, opener), (source!.FrameId, source.Source));

        async Task DecideLaterAsync(CoreWebView2NewWindowRequestedEventArgs args)
        {
            using CoreWebView2Deferral deferral = args.GetDeferral();
            meanwhile = FrameSnapshot.TakeAsync(view);
            await view.SettleAsync();
            args.NewWindow = other.Web;
        }
    });

    [Fact]
    [Behaviour(60)]
    public Task A_frame_that_asks_for_a_window_has_a_number_and_a_frame_around_it() => RunAsync(async (view, _) =>
    {
        string inner = Site.Html("/inner", "<script>onmessage = () => open('/asked')</script>", "b.localhost");
        string page = Site.Html("/page", $"<iframe name='inner' src='{inner}'></iframe>");
        await view.NavigateAsync(page);
        TaskCompletionSource<CoreWebView2FrameInfo> asked = new();
        view.Web.NewWindowRequested += (_, args) =>
        {
            args.Handled = true;
            asked.SetResult(args.OriginalSourceFrameInfo);
        };
        await view.Web.ExecuteScriptAsync("frames[0].postMessage('', '*')");

        CoreWebView2FrameInfo source = await asked.Task;

        FrameSnapshot snapshot = await FrameSnapshot.TakeAsync(view);
        Assert.Equal((snapshot.Frame(inner).FrameId, "inner", inner), (source.FrameId, source.Name, source.Source));
        Assert.Equal((view.Web.FrameId, page), (source.ParentFrameInfo!.FrameId, source.ParentFrameInfo.Source));
    });

    [Fact]
    public Task A_page_that_is_rendered_in_advance_is_listed_when_it_is_shown() => RunAsync(async (view, _) =>
    {
        TaskCompletionSource<string?> asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Site.Map("/next", request =>
        {
            asked.TrySetResult(request.Header("Sec-Purpose"));
            return Oriel.TestKit.Site.SiteResponse.Html("next");
        });
        string next = Site.Url("/next", "a.localhost");
        string page = Site.Html("/page", """<script type="speculationrules">{"prerender":[{"source":"list","urls":["/next"],"eagerness":"immediate"}]}</script>page""");
        await view.NavigateAsync(page);
        Assert.Equal("prefetch;prerender", await asked.Task);
        Assert.Equal([page], (await FrameSnapshot.TakeAsync(view)).Frames.Select(static frame => frame.Source));

        await view.NavigateAsync(next);

        Assert.Equal([(next, view.Web.FrameId)], (await FrameSnapshot.TakeAsync(view)).Frames.Select(static frame => (frame.Source, frame.FrameId)));
    });

    [Fact]
    [Behaviour(60), Behaviour(72)]
    public Task A_frame_that_lost_its_renderer_is_in_none_until_it_gets_another() => RunAsync(async (view, failures) =>
    {
        string leaf = Site.Html("/leaf", "leaf", "b.localhost");
        string inner = Site.Html("/inner", $"<iframe name='leaf' src='{leaf}'></iframe>", "b.localhost");
        string page = Site.Html("/page", $"<iframe name='inner' src='{inner}'></iframe>");
        await view.NavigateAsync(page);
        FrameSnapshot before = await FrameSnapshot.TakeAsync(view);

        ProcessTable.Send(before.ProcessOf(inner), Signal.Kill);

        CoreWebView2ProcessFailedEventArgs failure = await failures.NextAsync();
        Assert.Equal(
            before.Processes.Single(process => process.ProcessInfo.ProcessId == before.ProcessOf(inner)).AssociatedFrameInfos.Select(static frame => frame.Source).Order(),
            failure.FrameInfosForFailedProcess.Select(static frame => frame.Source).Order());
        FrameSnapshot without = await FrameSnapshot.TakeAsync(view);
        Assert.Equal([page], without.Frames.Select(static frame => frame.Source));
        Assert.True((await ProcessMap.GetAsync(view.Environment)).AreFramesKnown);

        await view.Web.ExecuteScriptAsync("onmessage = null; const frame = document.querySelector('iframe'); frame.onload = () => chrome.webview.postMessage('loaded'); frame.src = frame.src");
        Assert.Equal("\"loaded\"", await view.NextMessageAsync());
        FrameSnapshot after = await FrameSnapshot.TakeAsync(view);
        Assert.Equal(new[] { page, inner, leaf }.Order(), after.Frames.Select(static frame => frame.Source).Order());
        Assert.Equal(before.Frame(inner).FrameId, after.Frame(inner).FrameId);
        Assert.DoesNotContain(after.Frame(leaf).FrameId, before.Frames.Select(static frame => frame.FrameId));

        ProcessTable.Send(after.ProcessOf(page), Signal.Kill);
        await failures.NextAsync();
        Assert.Empty((await FrameSnapshot.TakeAsync(view)).Frames);
        await view.CompletionOfAsync(view.Web.Reload);
        Assert.Equal(view.Web.FrameId, (await FrameSnapshot.TakeAsync(view)).Frame(page).FrameId);
    });

    [Fact]
    [Behaviour(72)]
    public Task Snapshots_asked_for_at_once_are_all_whole_while_views_come_navigate_and_go() => RunAsync(async (view, _) =>
    {
        string inner = Site.Html("/inner", "inner", "b.localhost");
        string page = Site.Html("/page", $"<iframe src='{inner}'></iframe>");
        await view.NavigateAsync(page);
        FrameSnapshot quiet = await FrameSnapshot.TakeAsync(view);
        Task<TestView[]> opening = Task.WhenAll(Enumerable.Range(0, 3).Select(_ => view.OpenAnotherAsync()));
        List<Task<FrameSnapshot>> taken = [];
        while (!opening.IsCompleted)
        {
            taken.Add(FrameSnapshot.TakeAsync(view));
            await Task.WhenAny(taken[^1], opening);
        }

        TestView[] others = await opening;
        for (int i = 0; i < 30; i++)
        {
            others[0].Web.Navigate(Site.Url("/page", $"host{i % 4}.localhost"));
            others[1].Web.Navigate(Site.Url("/inner", $"host{i % 3}.localhost"));
            taken.Add(FrameSnapshot.TakeAsync(view));
            if (i % 5 == 0)
            {
                await taken[^1];
            }
        }

        others[2].Close();
        foreach (FrameSnapshot snapshot in await Task.WhenAll(taken))
        {
            Assert.Equal(quiet.ProcessOf(page), snapshot.ProcessOf(page));
            Assert.Equal(quiet.Frame(inner).FrameId, Assert.Single(snapshot.Frames, frame => frame.ParentFrameInfo?.FrameId == view.Web.FrameId).FrameId);
        }
    });

    [Fact]
    [Behaviour(72)]
    public Task A_page_that_waits_in_a_dialog_is_where_it_was() => RunAsync(async (view, _) =>
    {
        view.Web.Settings.AreDefaultScriptDialogsEnabled = false;
        await view.NavigateAsync(Site.Html("/asking", "asking"));
        FrameSnapshot before = await FrameSnapshot.TakeAsync(view);
        TaskCompletionSource<CoreWebView2Deferral> opened = new();
        view.Web.ScriptDialogOpening += (_, args) => opened.SetResult(args.GetDeferral());
        Task<string> alerted = view.Web.ExecuteScriptAsync("alert('wait')");
        CoreWebView2Deferral deferral = await opened.Task;

        FrameSnapshot during = await FrameSnapshot.TakeAsync(view);

        Assert.False(alerted.IsCompleted);
        AssertSame(before, during);
        deferral.Complete();
        await alerted;
    });

    [Fact]
    [Behaviour(72)]
    public Task A_page_that_waits_for_the_next_one_is_where_it_was() => RunAsync(async (view, _) =>
    {
        await view.NavigateAsync(Site.Html("/left", "left"));
        FrameSnapshot before = await FrameSnapshot.TakeAsync(view);
        Held held = Site.Hold("/held", host: "b.localhost");
        view.Web.Navigate(held.Url);
        await held.Arrived;

        AssertSame(before, await FrameSnapshot.TakeAsync(view));

        held.Release();
        await view.Log.NextAsync(nameof(view.Web.NavigationCompleted));
        Assert.Equal(view.Web.FrameId, (await FrameSnapshot.TakeAsync(view)).Frame(held.Url).FrameId);
    });

    [Fact]
    [Behaviour(72)]
    public Task A_frame_that_hangs_is_where_it_was() => RunAsync(async (view, _) =>
    {
        string inner = Site.Html("/inner", "<script>onmessage = () => { parent.postMessage('hangs', '*'); setTimeout(() => { for (;;) ; }); }</script>", "b.localhost");
        await view.NavigateAsync(Site.Html("/page", $"<iframe src='{inner}'></iframe><script>onmessage = event => chrome.webview.postMessage(event.data)</script>"));
        FrameSnapshot before = await FrameSnapshot.TakeAsync(view);
        await view.Web.ExecuteScriptAsync("frames[0].postMessage('', '*')");
        Assert.Equal("\"hangs\"", await view.NextMessageAsync());

        AssertSame(before, await FrameSnapshot.TakeAsync(view));
    });

    [Fact]
    [Behaviour(72)]
    public Task A_renderer_that_hangs_and_never_answered_does_not_hold_up_the_others() => RunAsync(async (view, _) =>
    {
        string inner = Site.Html("/inner", "inner", "b.localhost");
        string page = Site.Html("/page", $"<iframe src='{inner}'></iframe>");
        await view.NavigateAsync(page);
        Task<string> hanging = view.Web.ExecuteScriptAsync("for (;;) ;");
        await view.Web.CallDevToolsProtocolMethodAsync("Target.getTargets", "{}");

        ProcessMap map = await ProcessMap.GetAsync(view.Environment);
        IReadOnlyList<CoreWebView2ProcessExtendedInfo> processes = await view.Environment.GetProcessExtendedInfosAsync();

        Assert.False(map.AreFramesKnown);
        Assert.False(hanging.IsCompleted);
        CoreWebView2FrameInfo found = Assert.Single(processes.SelectMany(static process => process.AssociatedFrameInfos));
        Assert.Equal((inner, page), (found.Source, found.ParentFrameInfo!.Source));
        Assert.Equal((view.Web.FrameId, Kind.MainFrame), (found.ParentFrameInfo.FrameId, found.ParentFrameInfo.FrameKind));
    });

    [Fact]
    [Behaviour(72)]
    public Task Without_a_browser_there_are_none() => OnUiThreadAsync(async () =>
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, UserDataFolder);
        TaskCompletionSource exited = new();
        environment.BrowserProcessExited += (_, _) => exited.SetResult();
        Assert.Empty(await environment.GetProcessExtendedInfosAsync());
        TestView view = await TestView.OpenAsync(environment);
        Assert.NotEmpty((await FrameSnapshot.TakeAsync(view)).Frames);

        ProcessTable.Send((int)view.Web.BrowserProcessId, Signal.Stop);
        Task<IReadOnlyList<CoreWebView2ProcessExtendedInfo>> asked = environment.GetProcessExtendedInfosAsync();
        ProcessTable.Send((int)view.Web.BrowserProcessId, Signal.Kill);

        Assert.Empty(await asked);
        await exited.Task;
        Assert.Empty(await environment.GetProcessExtendedInfosAsync());
    });

    private static void AssertSame(FrameSnapshot expected, FrameSnapshot actual) => Assert.Equal(
        expected.Frames.Select(frame => (frame.FrameId, frame.Source, frame.FrameKind, expected.ProcessOf(frame.Source))).Order(),
        actual.Frames.Select(frame => (frame.FrameId, frame.Source, frame.FrameKind, actual.ProcessOf(frame.Source))).Order());
}
