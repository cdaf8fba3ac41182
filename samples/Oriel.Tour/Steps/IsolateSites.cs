using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Diagnostics;
using Oriel.Tour.Hosts;
using Oriel.Tour.Site;
using static Oriel.Tour.TourException;

namespace Oriel.Tour.Steps;

internal sealed class IsolateSites : ITourStep
{
    public string Title => "Frames live with their site";

    public string Why => "A frame of the page's own site shares its renderer, one of another site gets another renderer: what one site leaks or crashes stays there.";

    public async Task<string> RunAsync(TourState state, CancellationToken cancellation)
    {
        BrowserGroupMap shared = await BrowserGroupMap.TakeAsync(state.HostA, cancellation);
        state.Remember(shared, await BrowserGroupMap.TakeAsync(state.HostC, cancellation));
        Expect(shared.Map.AreFramesKnown, "Not every renderer said which frames live in it.");

        BrowserProcess page = shared.RendererOf(SiteNames.SameSite, state.HostA);
        BrowserProcess cross = shared.RendererOf(SiteNames.CrossSite, state.HostA);
        Expect(page.Frames.Any(static frame => frame.IsMainFrame), $"{SiteNames.SameSite} lives in renderer {page.ProcessId}, but the page of its site does not.");
        Expect(cross.ProcessId != page.ProcessId, $"{SiteNames.CrossSite} lives in renderer {page.ProcessId} together with {SiteNames.Tour}.");
        string company = shared.RendererOf(SiteNames.CrossSite, state.HostB).ProcessId == cross.ProcessId ? ", which serves that site to Host B's page as well" : "";
        return $"{SiteNames.SameSite} is in renderer {page.ProcessId} with its page; {SiteNames.CrossSite} is in renderer {cross.ProcessId}{company}.";
    }
}
