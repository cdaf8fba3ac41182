using System.Threading;
using System.Threading.Tasks;
using Oriel.Tour.Hosts;
using Oriel.Tour.Site;
using static Oriel.Tour.TourException;

namespace Oriel.Tour.Steps;

internal sealed class KeepApart : ITourStep
{
    public string Title => "Another folder, another browser";

    public string Why => "A user data folder is the border: another one means another browser with its own cookies, cache and processes, whatever happens to the first.";

    public async Task<string> RunAsync(TourState state, CancellationToken cancellation)
    {
        HostClient c = state.StartHost("Host C", state.ApartFolder);
        HostLine.Opened view = await c.AskAsync<HostLine.Opened>(
            new HostRequest.Open("visitor", state.Site.UrlOf(SiteNames.Apart, "/visitor.html"), IsInPrivate: false, 800, 600), cancellation);
        Expect(view.BrowserProcessId != state.FirstView!.BrowserProcessId, $"Host C has its own folder and yet the same browser, {view.BrowserProcessId}.");
        return $"Host C (pid {c.ProcessId}) has browser {view.BrowserProcessId} to itself.";
    }
}
