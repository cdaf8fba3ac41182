using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using Oriel.Benchmarks.Pages;

namespace Oriel.Benchmarks.Harness;

/// <summary>
/// Every contender with a browser and a page of its own, all open at once, so that their samples can take turns: A B C, B C A, C A B. On a machine that
/// does other things too, samples taken minutes apart could not be compared.
/// </summary>
internal sealed class Arena : IAsyncDisposable
{
    private const int WarmUpRounds = 3;
    private static readonly TimeSpan s_bound = TimeSpan.FromMinutes(1);

    private readonly List<(Contender Contender, IPage Page, ScratchFolder Folder)> _open = [];
    private readonly Report _report;

    private Arena(Report report) => _report = report;

    /// <summary>Opens those that can be opened and reports the others.</summary>
    public static async Task<Arena> OpenAsync(Report report, IEnumerable<Contender> contenders)
    {
        Arena arena = new(report);
        foreach (Contender contender in contenders)
        {
            ScratchFolder folder = new();
            try
            {
                await contender.RunAsync(async () => arena._open.Add((contender, await contender.Launch(folder.Path), folder)));
            }
            catch (Exception failure)
            {
                folder.Dispose();
                report.Absent(contender.Name, failure);
            }
        }

        arena.CompareSwitches();
        return arena;
    }

    /// <summary>Does what is not measured, with everyone.</summary>
    public async Task EachAsync(Func<IPage, Task> work)
    {
        foreach ((Contender contender, IPage page, _) in _open)
        {
            await contender.RunAsync(() => work(page)).WaitAsync(s_bound);
        }
    }

    /// <summary>Times the work; a figure is microseconds for one of the operations of which the work does so many.</summary>
    public async Task<Figures> TimeAsync(int rounds, int operations, Func<IPage, Task> work)
    {
        Figures figures = await MeasureAsync(rounds, async page =>
        {
            long start = Stopwatch.GetTimestamp();
            await work(page);
            return Stopwatch.GetElapsedTime(start).TotalMicroseconds / operations;
        });
        _report.Figures(figures, _open.Select(static entry => entry.Contender.Name), "µs");
        return figures;
    }

    public async Task<Figures> MeasureAsync(int rounds, Func<IPage, Task<double>> sample)
    {
        Figures figures = new();
        HashSet<Contender> failed = [];
        for (int round = -WarmUpRounds; round < rounds; round++)
        {
            for (int turn = 0; turn < _open.Count; turn++)
            {
                (Contender contender, IPage page, _) = _open[(turn + round + WarmUpRounds) % _open.Count];
                double value = 0;
                if (failed.Contains(contender))
                {
                    continue;
                }

                try
                {
                    await contender.RunAsync(async () => value = await sample(page)).WaitAsync(s_bound);
                    if (round >= 0)
                    {
                        figures.Add(contender.Name, value);
                    }
                }
                catch (Exception failure)
                {
                    failed.Add(contender);
                    figures.Remove(contender.Name);
                    _report.Absent(contender.Name, failure);
                }
            }
        }

        return figures;
    }

    public async ValueTask DisposeAsync()
    {
        foreach ((Contender contender, IPage page, ScratchFolder folder) in _open)
        {
            await contender.RunAsync(async () => await page.DisposeAsync());
            folder.Dispose();
        }
    }

    private void CompareSwitches()
    {
        IPage[] pages = [.. _open.Select(static entry => entry.Page)];
        if (pages.OfType<RawPage>().FirstOrDefault() is { } raw && pages.OfType<OrielPage>().FirstOrDefault() is { } oriel
            && ChromiumFlags.Differences(raw.BrowserProcessId, oriel.BrowserProcessId) is { Length: > 0 } differences)
        {
            _report.Line($"   The browsers were started differently, so the ratios are not fair until ChromiumFlags.LikeOriel is brought up to date: {differences}");
        }
    }
}
