using System.Threading;
using System.Threading.Tasks;
using Oriel.Tour.Hosts;
using Oriel.Tour.Site;
using static Oriel.Tour.TourException;

namespace Oriel.Tour.Steps;

internal sealed class ShareBrowser : ITourStep
{
    public string Title => "Two host apps, one browser";

    public string Why => "Apps on the same user data folder share one browser process, so the second app's view costs a fraction of the first one's time and memory.";

    public async Task<string> RunAsync(TourState state, CancellationToken cancellation)
    {
        HostClient a = state.StartHost("Host A", state.SharedFolder);
        HostClient b = state.StartHost("Host B", state.SharedFolder);
        HostLine.Opened first = await a.AskAsync<HostLine.Opened>(
            new HostRequest.Open("tour", state.Site.UrlOf(SiteNames.Tour), IsInPrivate: false, TakePicture.Width, TakePicture.Height), cancellation);
        HostLine.Opened second = await b.AskAsync<HostLine.Opened>(
            new HostRequest.Open("visitor", state.Site.UrlOf(SiteNames.Studio, $"/visitor.html?frame={SiteNames.CrossSite}"), IsInPrivate: false, 800, 600), cancellation);
        HostLine.Opened secret = await a.AskAsync<HostLine.Opened>(
            new HostRequest.Open("secret", state.Site.UrlOf(SiteNames.Tour, "/visitor.html"), IsInPrivate: true, 800, 600), cancellation);
        Expect(
            first.BrowserProcessId == second.BrowserProcessId && first.BrowserProcessId == secret.BrowserProcessId,
            $"The views of one folder have different browsers: {first.BrowserProcessId}, {second.BrowserProcessId} and, InPrivate, {secret.BrowserProcessId}.");
        Expect(first.Title == "Oriel: a tour", $"The title of the tour's page is '{first.Title}'.");
        state.FirstView = first;
        state.SecondView = second;
        return $"Host A (pid {a.ProcessId}) had its first view after {first.ViewMilliseconds} ms, the start of browser {first.BrowserProcessId} included; "
            + $"Host B (pid {b.ProcessId}) joined that browser in {second.ViewMilliseconds} ms. Host A's second view is InPrivate, in the same browser.";
    }
}
