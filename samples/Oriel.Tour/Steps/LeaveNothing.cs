using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Tour.Hosts;
using static Oriel.Tour.TourException;

namespace Oriel.Tour.Steps;

internal sealed class LeaveNothing : ITourStep
{
    public string Title => "Everything closed, nothing left";

    public string Why => "The last view of all hosts ends its browser; BrowserProcessExited says when the last process is gone and the folder may be deleted.";

    public async Task<string> RunAsync(TourState state, CancellationToken cancellation)
    {
        HostLine.BrowserExited[] exits = await Task.WhenAll(state.HostA.EndAsync(cancellation), state.HostC.EndAsync(cancellation));
        Expect(exits.All(static exit => exit.IsNormal), "A browser failed on its way out, although its views were closed in order.");
        int[] browsers = [state.Shared!.Map.BrowserProcessId, state.Apart!.Map.BrowserProcessId];
        Expect(exits.Select(static exit => exit.ProcessId).SequenceEqual(browsers), $"BrowserProcessExited named other browsers than {string.Join(" and ", browsers)}.");

        int[] brokers = [state.Shared.Map.BrokerProcessId, state.Apart.Map.BrokerProcessId];
        await Task.WhenAll(brokers.Select(LiveProcess.WaitForExitAsync));
        List<int> left = [.. state.Seen.Where(LiveProcess.Exists)];
        Expect(left.Count == 0, $"These processes are still there: {string.Join(", ", left)}.");
        state.RemoveFolder();
        Expect(!Directory.Exists(state.SharedFolder), $"{state.SharedFolder} was removed and came back.");
        return $"{state.Seen.Count} browser and broker processes are gone, and so are both user data folders.";
    }
}
