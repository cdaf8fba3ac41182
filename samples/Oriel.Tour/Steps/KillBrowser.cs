using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Tour.Hosts;
using static Oriel.Tour.TourException;

namespace Oriel.Tour.Steps;

internal sealed class KillBrowser : ITourStep
{
    public string Title => "The browser is killed, and both apps get their views back";

    public string Why => "All views are closed and told, then each environment hears BrowserProcessExited: folder free, nothing left. Then ViewRecovery opens the views anew, in one new browser.";

    public async Task<string> RunAsync(TourState state, CancellationToken cancellation)
    {
        int browser = state.Shared!.Map.BrowserProcessId;
        int views = state.Shared.Map.Hosts.Sum(static host => host.Views.Count);
        int hosts = state.Shared.Map.Hosts.Count;
        long start = Stopwatch.GetTimestamp();
        LiveProcess.Signal(browser, LiveProcess.Kill);
        IReadOnlyList<(HostClient Host, HostLine Line)> news = await state.ShowNewsAsync(views + hosts + views, cancellation);
        int milliseconds = (int)Stopwatch.GetElapsedTime(start).TotalMilliseconds;

        Expect(
            news.Count(static told => told.Line is HostLine.ProcessFailed { What: "BrowserProcessExited" }) == views,
            $"Each of the {views} views should have been told once that browser {browser} ended.");
        Expect(
            news.Count(told => told.Line is HostLine.BrowserExited { IsNormal: false } exited && exited.ProcessId == browser) == hosts,
            $"Each of the {hosts} apps should have been told once that browser {browser} is gone.");
        HostLine.Recovered[] back = [.. news.Select(static told => told.Line).OfType<HostLine.Recovered>()];
        Expect(back.Length == views && back.All(static view => view.IsPageLoaded), $"{back.Length} of {views} views came back.");
        Expect(back.DistinctBy(static view => view.BrowserProcessId).Count() == 1 && back[0].BrowserProcessId != browser, "The views came back in more browsers than one.");

        state.Remember(await BrowserGroupMap.TakeAsync(state.HostA, cancellation));
        return $"SIGKILL for browser {browser}: after {milliseconds} ms all {views} views showed their pages again, in browser {back[0].BrowserProcessId}.";
    }
}
