using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Threading.Tasks;
using Oriel.Chaos.Faults;
using Oriel.Chaos.Judging;
using Oriel.Chaos.World;

namespace Oriel.Chaos;

/// <summary>
/// One run: faults one after the other, each of which is followed until what it had to cause has come; now and then a storm of several at once, of which only is asked that nothing is told twice and that all goes on afterwards; and
/// in the end, that nothing is left.
/// </summary>
internal sealed class ChaosRun(ChaosOptions options, Action<string>? progress = null)
{
    private const int FaultsInStorm = 4;

    private readonly Ledger _ledger = new(TimeProvider.System);
    private int _faults;
    private int _turns;

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever ends a run is a finding, to be told with its seed.")]
    internal async Task<ChaosReport> RunAsync()
    {
        List<string> footprints = [];
        try
        {
            ChaosWorld world = new(_ledger, options.Patience);
            await using (world)
            {
                await GoOnAsync(world, footprints);
            }
        }
        catch (Exception e)
        {
            _ledger.Violate($"the end of the run failed: {e}");
        }

        return new ChaosReport(options.Seed, _faults, _ledger.Lines, _ledger.Violations, footprints);
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever ends a run is a finding, to be told with its seed.")]
    private async Task GoOnAsync(ChaosWorld world, List<string> footprints)
    {
        try
        {
            await world.BeginAsync();
            await DisturbAsync(world, footprints);
        }
        catch (Exception e)
        {
            _ledger.Violate($"the run ended: {e}");
        }
    }

    private async Task DisturbAsync(ChaosWorld world, List<string> footprints)
    {
        FaultPicker picker = new(world, options.Seed);
        Striker striker = new(world, _ledger, options.Patience);

        // What a first time costs is no growth: each kind of recovery has been gone through once.
        foreach (ChaosFolder folder in world.Folders)
        {
            await striker.StrikeAsync(new Fault(FaultRole.Browser, FaultCause.Kill, ChaosFolder.Find(world.BrowserOf(folder), null)!, folder, Host: null));
        }

        Footprint[] before = await MeasureAsync(world);
        TimeSpan end = _ledger.Now + options.Duration;
        Report();
        while (_faults < options.MostFaults && _ledger.Now < end && _ledger.Violations.Count == 0)
        {
            IReadOnlyList<Fault> faults = await PickAsync(picker, ++_turns % options.TurnsPerStorm == 0 ? FaultsInStorm : 1);
            _faults += faults.Count;
            await (faults.Count > 1 ? striker.StrikeAllAsync(faults) : faults.Count == 1 ? striker.StrikeAsync(faults[0]) : Task.CompletedTask);
            Report();
        }

        Footprint[] after = await MeasureAsync(world);
        foreach ((Footprint early, Footprint late, int number) in before.Zip(after, Enumerable.Range(0, before.Length)))
        {
            footprints.Add($"host{number}: {early} at first, {late} in the end");
            if (!early.IsFlat(late))
            {
                _ledger.Violate($"host{number} has grown from {early} to {late}");
            }
        }
    }

    private void Report() => progress?.Invoke($"{_ledger.Now:hh\\:mm\\:ss}  {_faults} faults, {_ledger.Violations.Count} violations");

    private static async Task<IReadOnlyList<Fault>> PickAsync(FaultPicker picker, int count)
    {
        List<Fault> faults = [];
        for (int i = 0; i < count; i++)
        {
            if (await picker.NextAsync() is { } fault && faults.TrueForAll(other => other.Victim.Id != fault.Victim.Id))
            {
                faults.Add(fault);
            }
        }

        return faults;
    }

    private static Task<Footprint[]> MeasureAsync(ChaosWorld world) => Task.WhenAll(world.LongLivedHosts.Select(host => host.MeasureAsync(world.Bound())));
}
