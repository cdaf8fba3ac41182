using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Tour.Hosts;
using static Oriel.Tour.TourException;

namespace Oriel.Tour.Steps;

internal sealed class ClearFolder : ITourStep
{
    private const string Remember = "localStorage.visited = 'yes'";
    private const string Recall = "localStorage.visited ?? 'forgotten'";

    public string Title => "One app clears the folder that both use";

    public string Why => "ClearUserDataFolderAsync is one call: all apps agree, close their views, wait for the browser's end, and are back when the data is gone.";

    public async Task<string> RunAsync(TourState state, CancellationToken cancellation)
    {
        int browser = state.Shared!.Map.BrowserProcessId;
        int views = state.Shared.Map.Hosts.Sum(static host => host.Views.Count);
        int hosts = state.Shared.Map.Hosts.Count;
        await state.HostB.AskAsync<HostLine.Result>(new HostRequest.Script("visitor", Remember), cancellation);

        long start = Stopwatch.GetTimestamp();
        Task<HostLine.Done> cleared = state.HostA.AskAsync<HostLine.Done>(new HostRequest.Clear(), cancellation);
        IReadOnlyList<(HostClient Host, HostLine Line)> news = await state.ShowNewsAsync(hosts + views, cancellation);
        await cleared;
        int milliseconds = (int)Stopwatch.GetElapsedTime(start).TotalMilliseconds;

        Expect(
            news.Count(told => told.Line is HostLine.BrowserExited { IsNormal: true } exited && exited.ProcessId == browser) == hosts,
            $"Each of the {hosts} apps should have been told once that browser {browser} ended as it was asked to.");
        Expect(news.Count(static told => told.Line is HostLine.Recovered { IsPageLoaded: true }) == views, "Not all views came back.");
        HostLine.Result left = await state.HostB.AskAsync<HostLine.Result>(new HostRequest.Script("visitor", Recall), cancellation);
        Expect(left.Json == "\"forgotten\"", $"Host B's page still knows what it stored before the folder was cleared: {left.Json}.");

        state.Remember(await BrowserGroupMap.TakeAsync(state.HostA, cancellation));
        return $"Host A asked, Host B agreed; {milliseconds} ms later the data was gone, with what Host B's page had stored, and all {views} views were back in browser {state.Shared.Map.BrowserProcessId}.";
    }
}
