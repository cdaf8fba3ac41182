using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Diagnostics;
using Oriel.Tour.Hosts;
using Oriel.Tour.Site;
using static Oriel.Tour.TourException;

namespace Oriel.Tour.Steps;

internal sealed class CrashRenderer : ITourStep
{
    public string Title => "A page's renderer crashes, and the page comes back";

    public string Why => "ProcessFailed says what ended, why, and what its dump tells; ViewRecovery, one line in an app, loads the page again.";

    public async Task<string> RunAsync(TourState state, CancellationToken cancellation)
    {
        BrowserProcess renderer = state.Shared!.RendererOf(SiteNames.Tour, state.HostA);
        long start = Stopwatch.GetTimestamp();
        LiveProcess.Signal(renderer.ProcessId, LiveProcess.SegmentationFault);
        IReadOnlyList<(HostClient Host, HostLine Line)> news = await state.ShowNewsAsync(2, cancellation);
        int milliseconds = (int)Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        Expect(
            news[0].Line is HostLine.ProcessFailed { View: "tour", Report: not null } failed && failed.What == "RenderProcessExited",
            $"The page's renderer {renderer.ProcessId} was crashed, and the first thing a host said was {news[0].Line}.");
        Expect(news[1].Line is HostLine.Recovered { View: "tour", IsPageLoaded: true }, $"The page should have come back, but the host said {news[1].Line}.");
        Expect(news.All(told => told.Host == state.HostA), "Host B was told of a renderer that is none of its.");
        BrowserGroupMap after = await BrowserGroupMap.TakeAsync(state.HostA, cancellation);
        state.Remember(after);
        return $"SIGSEGV for renderer {renderer.ProcessId}: Host A's page was back after {milliseconds} ms, in renderer {after.RendererOf(SiteNames.Tour, state.HostA).ProcessId}. Host B noticed nothing.";
    }
}
