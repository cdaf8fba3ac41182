using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Tour.Drawing;

namespace Oriel.Tour.Steps;

internal sealed class ShowProcesses : ITourStep
{
    public string Title => "Who is who: the live process map";

    public string Why => "Every process that serves a folder, with what lives in it: where an app's memory goes, and what a crash of each would take along.";

    public async Task<string> RunAsync(TourState state, CancellationToken cancellation)
    {
        state.Remember(
            await Hosts.BrowserGroupMap.TakeAsync(state.HostA, cancellation),
            await Hosts.BrowserGroupMap.TakeAsync(state.HostC, cancellation));
        ProcessTree tree = new(state.Hosts);
        state.Stage.Show(tree.Draw("One folder, two host apps", state.SharedFolder, state.Shared!));
        state.Stage.Show(tree.Draw("Another folder, another browser", state.ApartFolder, state.Apart!));
        int renderers = state.Shared!.Map.Processes.Count(static process => process.Frames.Count > 0);
        return $"{state.Seen.Count} processes serve 3 host apps with 4 views; the {state.Shared.Frames.Count()} frames of the shared folder live in {renderers} renderers.";
    }
}
