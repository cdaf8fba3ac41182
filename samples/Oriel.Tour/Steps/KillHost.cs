using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Tour.Hosts;
using static Oriel.Tour.TourException;

namespace Oriel.Tour.Steps;

internal sealed class KillHost : ITourStep
{
    public string Title => "A host is killed, the other goes on";

    public string Why => "An app that crashes takes only its own views along: the browser belongs to no app, so the others keep their pages.";

    public async Task<string> RunAsync(TourState state, CancellationToken cancellation)
    {
        int before = state.Shared!.Map.Hosts.Sum(static host => host.Views.Count);
        await state.HostB.KillAsync(cancellation);

        HostLine.Result answer = await state.HostA.AskAsync<HostLine.Result>(new HostRequest.Script("tour", "document.title"), cancellation);
        Expect(answer.Json == "\"Oriel: a tour\"", $"After Host B was killed, Host A's page says its title is {answer.Json}.");
        BrowserGroupMap after = await BrowserGroupMap.TakeAsync(state.HostA, cancellation);
        state.Remember(after);
        int left = after.Map.Hosts.Sum(static host => host.Views.Count);
        Expect(after.Map.Hosts.All(host => host.ProcessId == state.HostA.ProcessId), $"Host B (pid {state.HostB.ProcessId}) is dead and still on the map.");
        Expect(left == before - 1, $"There were {before} views before Host B was killed, and there are {left} now; only its own should be gone.");
        return $"SIGKILL for Host B (pid {state.HostB.ProcessId}): the broker closed its view. Host A's {left} views answer, from the same browser {after.Map.BrowserProcessId}.";
    }
}
