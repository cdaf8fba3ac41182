using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Oriel.Chaos.World;
using Oriel.TestKit.Processes;

namespace Oriel.Chaos.Faults;

/// <summary>Decides by the seed what is hit next, and finds the victim.</summary>
internal sealed class FaultPicker(ChaosWorld world, int seed)
{
    /// <summary>The third may take the browser along, which is another fault.</summary>
    private const int MostLostGpus = 2;

    /// <summary>Far less than what a hang is.</summary>
    private const int LongestPause = 700;

    /// <summary>How often each is chosen.</summary>
    private static readonly (FaultRole Role, int Weight)[] s_roles =
    [
        (FaultRole.PageRenderer, 5), (FaultRole.FrameRenderer, 3), (FaultRole.Gpu, 2), (FaultRole.LastGpu, 1), (FaultRole.NetworkService, 2), (FaultRole.StorageService, 2), (FaultRole.Zygote, 1), (FaultRole.Browser, 2),
        (FaultRole.Broker, 2), (FaultRole.Host, 2),
    ];

    private static readonly int s_causes = Enum.GetValues<FaultCause>().Length;

    private readonly Random _random = new(seed);

    /// <returns>Null if there is no such process at the moment.</returns>
    internal async Task<Fault?> NextAsync()
    {
        // All that is random is drawn before anything is looked at, so that the seed decides it.
        FaultRole role = Draw();
        FaultCause cause = (FaultCause)_random.Next(s_causes);
        ChaosFolder folder = world.Folders[_random.Next(world.Folders.Count)];
        int choice = _random.Next(int.MaxValue);
        TimeSpan pause = TimeSpan.FromMilliseconds(_random.Next(50, LongestPause));
        if (role is not (FaultRole.Host or FaultRole.Broker))
        {
            // Asking has the broker look for processes that have just started: of one that dies before it is known nobody is told.
            _ = await world.Hosts[0].MapAsync(folder, world.Bound());
        }

        Fault? fault = role switch
        {
            FaultRole.PageRenderer or FaultRole.FrameRenderer => await FindRendererAsync(role, cause, folder, choice),
            FaultRole.Host => FindHost(cause, choice),
            FaultRole.Broker => Of(folder.FindBroker()),
            FaultRole.Browser => Of(ChaosFolder.Find(world.BrowserOf(folder), null)),
            FaultRole.LastGpu when cause == FaultCause.Pause => null,
            FaultRole.LastGpu => Of(ChaosFolder.Find(world.BrowserOf(folder), "gpu-process")),
            FaultRole.Gpu when cause != FaultCause.Pause && folder.LostGpus >= MostLostGpus => null,
            FaultRole.Gpu => Of(ChaosFolder.Find(world.BrowserOf(folder), "gpu-process")),
            FaultRole.NetworkService => Of(ChaosFolder.Find(world.BrowserOf(folder), "utility", "network.mojom.NetworkService")),
            FaultRole.StorageService => Of(ChaosFolder.Find(world.BrowserOf(folder), "utility", "storage.mojom.StorageService")),
            _ => Of(ChaosFolder.Find(world.BrowserOf(folder), "zygote")),
        };
        return fault is null ? null : fault with { Pause = pause };

        Fault? Of(ProcessEntry? victim) => victim is null ? null : new Fault(role, cause, victim, folder, Host: null);
    }

    private FaultRole Draw()
    {
        int number = _random.Next(s_roles.Sum(static role => role.Weight));
        return s_roles.First(role => (number -= role.Weight) < 0).Role;
    }

    private Fault? FindHost(FaultCause cause, int choice)
    {
        ChaosHost[] hosts = [.. world.MortalHosts];
        ChaosHost host = hosts[choice % hosts.Length];
        return ProcessTable.Find(host.ProcessId) is { } victim ? new Fault(FaultRole.Host, cause, victim, Folder: null, host) : null;
    }

    private async Task<Fault?> FindRendererAsync(FaultRole role, FaultCause cause, ChaosFolder folder, int choice)
    {
        List<(int Process, string View, bool IsMain)> frames = [];
        foreach (ChaosHost host in world.Hosts)
        {
            // One after the other: the browser records one trace at a time.
            frames.AddRange(await host.MapAsync(folder, world.Bound()));
        }

        int[] candidates = [.. frames.Where(frame => frame.IsMain == (role == FaultRole.PageRenderer)).Select(static frame => frame.Process).Distinct().Order()];
        if (candidates.Length == 0 || ProcessTable.Find(candidates[choice % candidates.Length]) is not { } victim)
        {
            return null;
        }

        HashSet<string> pages = [.. frames.Where(frame => frame.Process == victim.Id && frame.IsMain).Select(static frame => frame.View)];
        return new Fault(role, cause, victim, folder, Host: null)
        {
            Pages = pages,
            Frames = frames.Where(frame => frame.Process == victim.Id && !pages.Contains(frame.View)).Select(static frame => frame.View).ToHashSet(),
        };
    }
}
