using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Threading.Tasks;
using Oriel.Chaos.Judging;
using Oriel.Chaos.World;

namespace Oriel.Chaos.Windows;

/// <summary>
/// One run: batches of things that hosts and apps do to windows at the same time, after each of which the screen has to be as it was decided; and in the end, that nothing is left.
/// </summary>
internal sealed class WindowRun(ChaosOptions options, Action<string>? progress = null)
{
    private const int StepsInBatch = 6;

    /// <summary>What a first time costs is no growth: most things have been done by then.</summary>
    private const int FirstBatches = 6;

    /// <summary>Windows that the browser makes once, and nobody sees.</summary>
    private const int WindowTolerance = 4;

    /// <summary>The broker has one for each process, and the browser keeps renderers in reserve.</summary>
    private const int DescriptorTolerance = 8;

    /// <summary>On a machine that does much else, one in so many windows may be seen for a moment.</summary>
    private const int WindowsPerFlash = 15;

    private readonly Ledger _ledger = new(TimeProvider.System);
    private int _steps;
    private int _windows;

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever ends a run is a finding, to be told with its seed.")]
    internal async Task<ChaosReport> RunAsync()
    {
        List<string> footprints = [];
        try
        {
            WindowWorld world = new(options.Patience);
            await using (world)
            {
                await GoOnAsync(world, footprints);
            }
        }
        catch (Exception e)
        {
            _ledger.Violate($"the end of the run failed: {e}");
        }

        return new ChaosReport(options.Seed, _steps, _ledger.Lines, _ledger.Violations, footprints) { Command = "windows" };
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever ends a run is a finding, to be told with its seed.")]
    private async Task GoOnAsync(WindowWorld world, List<string> footprints)
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

    private async Task DisturbAsync(WindowWorld world, List<string> footprints)
    {
        int windows = world.Screen.CountWindows();
        StepPicker picker = new(world, options.Seed);
        StepTaker taker = new(world);
        ScreenJudge judge = new(world, _ledger);
        for (int batch = 0; batch < FirstBatches && _ledger.Violations.Count == 0; batch++)
        {
            await BatchAsync(picker, taker, judge);
        }

        await TidyAsync(world, taker, judge, windows);
        (Footprint Host, int Broker) before = (await world.MeasureAsync(), world.BrokerDescriptors);
        TimeSpan end = _ledger.Now + options.Duration;
        while (_steps < options.MostFaults && _ledger.Now < end && _ledger.Violations.Count == 0)
        {
            await BatchAsync(picker, taker, judge);
        }

        if (_ledger.Violations.Count == 0)
        {
            await TidyAsync(world, taker, judge, windows);
            (Footprint Host, int Broker) after = (await world.MeasureAsync(), world.BrokerDescriptors);
            footprints.Add($"host0: {before.Host} at first, {after.Host} in the end; broker: {before.Broker} descriptors, {after.Broker} in the end; display: {windows} windows, {world.Screen.CountWindows()} in the end; {judge.Flashes} of {_windows} windows of the browser's were seen for a moment");
            if (!before.Host.IsFlat(after.Host) || after.Broker > before.Broker + DescriptorTolerance)
            {
                _ledger.Violate($"something has grown: {footprints[^1]}");
            }

            if (judge.Flashes > 1 + (_windows / WindowsPerFlash))
            {
                _ledger.Violate($"too many were seen for a moment: {footprints[^1]}");
            }
        }
    }

    private async Task BatchAsync(StepPicker picker, StepTaker taker, ScreenJudge judge)
    {
        IReadOnlyList<WindowStep> steps = picker.NextBatch(StepsInBatch);
        foreach (WindowStep step in steps)
        {
            _ledger.Note(step.ToString());
        }

        await Task.WhenAll(steps.Select(taker.TakeAsync));
        await judge.VerifyAsync();
        _steps += steps.Count;
        _windows += steps.Count(static step => step.Deed is WindowDeed.Open or WindowDeed.OpenInDoomedWindow or WindowDeed.OpenDevTools or WindowDeed.Kill);
        progress?.Invoke($"{_ledger.Now:hh\\:mm\\:ss}  {_steps} steps, {_ledger.Violations.Count} violations");
    }

    /// <summary>Takes away all that was made; the display then has as many windows as in the beginning.</summary>
    private async Task TidyAsync(WindowWorld world, StepTaker taker, ScreenJudge judge, int windows)
    {
        _ledger.Note("everything is closed");
        SeenView[] views = [.. world.Views];
        foreach (WindowHost host in world.Hosts)
        {
            host.Views.Clear();
        }

        await Task.WhenAll(views.Select(taker.CloseAsync));
        foreach (AppWindow window in world.Windows)
        {
            world.Screen.DestroyWindow(window.Id);
        }

        world.Windows.Clear();
        await judge.VerifyAsync();
        int most = windows + WindowTolerance;
        await world.Screen.UntilAsync(() => world.Screen.CountWindows() <= most, $"the display has at most {most} windows, as in the beginning");
    }
}
