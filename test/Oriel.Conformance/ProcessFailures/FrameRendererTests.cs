using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Oriel.TestKit.Hosts;
using Oriel.TestKit.Processes;
using Oriel.TestKit.Users;
using Xunit;
using Kind = Microsoft.Web.WebView2.Core.CoreWebView2ProcessFailedKind;
using Reason = Microsoft.Web.WebView2.Core.CoreWebView2ProcessFailedReason;

namespace Oriel.Conformance.ProcessFailures;

/// <summary>A renderer ends that has child frames of the view only.</summary>
public sealed class FrameRendererTests : FailureTests
{
    [Fact]
    [Behaviour(45), Behaviour(50), Behaviour(53), Behaviour(54), Behaviour(57), Behaviour(58), Behaviour(59)]
    public Task Whatever_signal_ends_it_all_its_frames_are_one_failure_and_the_page_goes_on() => RunAsync((view, failures) => DieAsync(view, failures, [.. Death.BySignal]));

    [RootFact]
    [Behaviour(45), Behaviour(50), Behaviour(53), Behaviour(57)]
    public Task When_it_exits_its_status_is_told() => RunAsync((view, failures) => DieAsync(view, failures, [Death.Exits(1), Death.Exits(200)]));

    [Fact]
    [Behaviour(45), Behaviour(50), Behaviour(54)]
    public Task Two_renderers_that_die_at_once_are_two_failures() => RunAsync(async (view, failures) =>
    {
        string one = Site.Html("/one", "one", "b.localhost");
        string two = Site.Html("/two", "two", "c.localhost");
        await view.NavigateAsync(Site.Html("/page", $"<iframe name='one' src='{one}'></iframe><iframe name='two' src='{two}'></iframe>"));
        Dictionary<string, (int Renderer, Death Death)> victims = new()
        {
            ["one"] = (await RendererOfAsync(view, one), Death.BySignal[2]),
            ["two"] = (await RendererOfAsync(view, two), Death.BySignal[0]),
        };

        foreach ((int renderer, Death death) in victims.Values)
        {
            death.Strike(renderer);
        }

        for (int i = 0; i < 2; i++)
        {
            CoreWebView2ProcessFailedEventArgs args = await failures.NextAsync();
            (int renderer, Death death) = victims[Assert.Single(args.FrameInfosForFailedProcess).Name];
            Assert.Equal((Kind.FrameRenderProcessExited, death.Reason, death.ExitCode), (args.ProcessFailedKind, args.Reason, args.ExitCode));
            Assert.Equal(death.LeavesDump, args.CrashReport is not null);
            if (args.CrashReport is { } report)
            {
                FailureLog.AssertIsOf(report, renderer, (uint)death.Signal!, view.Environment.FailureReportFolderPath);
            }
        }

        Assert.Equal(2, failures.All.SelectMany(static failure => failure.FrameInfosForFailedProcess).Select(static frame => frame.Name).Distinct().Count());
    });

    [Fact]
    [Behaviour(45), Behaviour(50)]
    public Task Of_two_that_die_at_once_by_the_same_signal_nothing_is_told_that_may_be_of_the_other() => RunAsync(async (view, failures) =>
    {
        string one = Site.Html("/one", "one", "b.localhost");
        string two = Site.Html("/two", "two", "c.localhost");
        await view.NavigateAsync(Site.Html("/page", $"<iframe name='one' src='{one}'></iframe><iframe name='two' src='{two}'></iframe>"));
        Dictionary<string, int> victims = new() { ["one"] = await RendererOfAsync(view, one), ["two"] = await RendererOfAsync(view, two) };

        foreach (int renderer in victims.Values)
        {
            ProcessTable.Send(renderer, Signal.SegmentationFault);
        }

        HashSet<string> told = [];
        while (told.Count < 2)
        {
            CoreWebView2ProcessFailedEventArgs args = await failures.NextAsync();
            Assert.Equal((Kind.FrameRenderProcessExited, Reason.Crashed, 139), (args.ProcessFailedKind, args.Reason, args.ExitCode));
            Assert.All(args.FrameInfosForFailedProcess, frame => Assert.True(told.Add(frame.Name)));
            if (args.CrashReport is { } report)
            {
                FailureLog.AssertIsOf(report, victims[Assert.Single(args.FrameInfosForFailedProcess).Name], 11, view.Environment.FailureReportFolderPath);
            }
        }
    });

    [Fact]
    [Behaviour(45)]
    public Task Setting_its_source_brings_a_frame_back() => RunAsync(async (view, failures) =>
    {
        string frame = Site.Html("/frame", "frame<script>parent.postMessage('loaded ' + location.search, '*')</script>", "b.localhost");
        string url = Site.Html("/page", $"<script>onmessage = e => chrome.webview.postMessage(e.data)</script><iframe src='{frame}'></iframe>");
        await view.NavigateAsync(url);
        Assert.Equal("\"loaded \"", await view.NextMessageAsync());
        for (int i = 1; i <= 3; i++)
        {
            await KillAsync(view, i == 1 ? frame : $"{frame}?{i - 1}", Signal.Kill);
            await failures.ExpectAsync(Kind.FrameRenderProcessExited, Reason.Terminated, 137);
            Assert.Equal(i == 1 ? frame : $"{frame}?{i - 1}", Assert.Single(failures.All[i - 1].FrameInfosForFailedProcess).Source);

            await view.Web.ExecuteScriptAsync($"document.querySelector('iframe').src = '{frame}?{i}'");
            Assert.Equal($"\"loaded ?{i}\"", await view.NextMessageAsync());
        }
    });

    [Fact]
    [Behaviour(45)]
    public Task Frames_in_another_renderer_are_another_failure() => RunAsync(async (view, failures) =>
    {
        string one = Site.Html("/one", "one", "b.localhost");
        string two = Site.Html("/two", "two", "c.localhost");
        string url = Site.Html("/page", $"<iframe src='{one}'></iframe><iframe src='{two}'></iframe>");
        await view.NavigateAsync(url);

        await KillAsync(view, one, Signal.Kill);
        Assert.Equal(one, Assert.Single((await failures.NextAsync()).FrameInfosForFailedProcess).Source);
        await KillAsync(view, two, Signal.Kill);
        Assert.Equal(two, Assert.Single((await failures.NextAsync()).FrameInfosForFailedProcess).Source);

        await KillAsync(view, url, Signal.Kill);
        await failures.ExpectAsync(Kind.RenderProcessExited, Reason.Terminated, 137);
        Assert.Equal(3, failures.All.Count);
    });

    [Fact]
    [Behaviour(41)]
    public Task One_renderer_is_the_main_frames_for_one_view_and_a_frames_for_another() => RunAsync(async (view, failures) =>
    {
        string shared = Site.Html("/shared", "shared", "b.localhost");
        string url = Site.Html("/page", $"<iframe name='n' src='{shared}'></iframe>");
        await view.NavigateAsync(url);
        TestView other = await view.OpenAnotherAsync();
        FailureLog otherFailures = new(other.Web);
        view.Web.NewWindowRequested += (_, args) =>
        {
            using CoreWebView2Deferral deferral = args.GetDeferral();
            args.NewWindow = other.Web;
        };

        // Two pages that can reach each other share the renderers of their sites.
        string opened = Site.Html("/opened", "opened", "b.localhost");
        await other.CompletionOfAsync(() => _ = view.Web.ExecuteScriptAsync($"window.child = open('{opened}')"));
        Assert.Equal(await RendererOfAsync(view, shared), await RendererOfAsync(view, opened));

        await KillAsync(view, opened, Signal.SegmentationFault);

        CoreWebView2ProcessFailedEventArgs page = await otherFailures.ExpectAsync(Kind.RenderProcessExited, Reason.Crashed, 139, hasReport: true);
        CoreWebView2ProcessFailedEventArgs frame = await failures.ExpectAsync(Kind.FrameRenderProcessExited, Reason.Crashed, 139, hasReport: true);
        Assert.Equal("n", Assert.Single(frame.FrameInfosForFailedProcess).Name);
        Assert.Equal(page.CrashReport!.CrashReportId, frame.CrashReport!.CrashReportId);
        Assert.Single(failures.All);
        Assert.Single(otherFailures.All);
    });

    private async Task DieAsync(TestView view, FailureLog failures, Death[] deaths)
    {
        string third = Site.Html("/three", "three", "c.localhost");
        string inner = Site.Html("/inner", "inner", "b.localhost");
        string one = Site.Html("/one", $"one<iframe name='inner' src='{inner}'></iframe><iframe name='third' src='{third}'></iframe>", "b.localhost");
        string two = Site.Html("/two", "two", "b.localhost");
        string url = Site.Html("/page", $"page<iframe name='first' src='{one}'></iframe><iframe src='{two}#part'></iframe><iframe name='own' src='/own'></iframe>");
        Site.Html("/own", "own");
        HostView other = await OpenInAnotherHostAsync();
        foreach (Death death in deaths)
        {
            await view.NavigateAsync(url);
            await view.Web.ExecuteScriptAsync("window.kept = 1");
            int renderer = await RendererOfAsync(view, one);
            Assert.NotEqual(await RendererOfAsync(view, url), renderer);
            Assert.Equal(await RendererOfAsync(view, two + "#part"), renderer);
            int before = failures.All.Count;

            death.Strike(renderer);

            CoreWebView2ProcessFailedEventArgs args = await failures.ExpectAsync(Kind.FrameRenderProcessExited, death, renderer, view.Environment.FailureReportFolderPath);
            Assert.Equal(
                [("", two + "#part"), ("first", one), ("inner", inner)],
                args.FrameInfosForFailedProcess.Select(static frame => (frame.Name, frame.Source)).Order());
            Assert.All(args.FrameInfosForFailedProcess, static frame =>
                Assert.Equal((0u, CoreWebView2FrameKind.Unknown, null), (frame.FrameId, frame.FrameKind, frame.ParentFrameInfo)));
            Assert.Equal("1", await view.Web.ExecuteScriptAsync("window.kept"));
            Assert.Equal(url, view.Web.Source);
            await view.Web.AddScriptToExecuteOnDocumentCreatedAsync("window.added = 1");
            Assert.Equal(before + 1, failures.All.Count);
        }

        Assert.Empty(await FailuresOfAsync(other));
    }
}
