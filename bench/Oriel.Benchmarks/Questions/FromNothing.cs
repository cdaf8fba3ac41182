using System;
using System.Diagnostics;
using System.Threading.Tasks;
using Oriel.Benchmarks.Harness;
using Oriel.Benchmarks.Hosts;
using Oriel.Benchmarks.Pages;

namespace Oriel.Benchmarks.Questions;

/// <summary>
/// How long from nothing, an empty folder and no browser, to about:blank having been navigated to? Once in a process whose code is compiled and warm, once in a fresh
/// process, which is what a user sees; there the time starts when Main runs.
/// </summary>
internal sealed class FromNothing : IQuestion
{
    public static string Name => "from-nothing";

    public static async Task AnswerAsync(Setting setting, Report report)
    {
        report.Heading("From nothing to NavigationCompleted of about:blank, in a warm process");
        Figures warm = await MeasureAsync(setting, report, LaunchHereAsync, warmUp: true);
        report.Heading("From nothing to NavigationCompleted of about:blank, in a fresh process");
        Figures fresh = await MeasureAsync(setting, report, LaunchInFreshProcessAsync, warmUp: false);
        const string work = "from nothing to `NavigationCompleted` of about:blank";
        report.AddRatio($"{work}, warm process", warm, "ms", Contender.Oriel.Name, Contender.Raw.Name, 1.2);
        report.AddRatio($"{work}, fresh process", fresh, "ms", Contender.Oriel.Name, Contender.Raw.Name, 1.2);
    }

    private static async Task<Figures> MeasureAsync(Setting setting, Report report, Func<Contender, string, Task<double>> launchAsync, bool warmUp)
    {
        Figures figures = new();
        string[] names = [Contender.Raw.Name, Contender.Oriel.Name, Contender.Playwright.Name];
        foreach (Contender contender in Contender.All)
        {
            try
            {
                using ScratchFolder folder = new();
                _ = warmUp ? await launchAsync(contender, folder.Path) : 0;
            }
            catch (Exception failure)
            {
                report.Absent(contender.Name, failure);
            }
        }

        for (int launch = 0; launch < setting.Launches; launch++)
        {
            for (int turn = 0; turn < Contender.All.Length; turn++)
            {
                Contender contender = Contender.All[(turn + launch) % Contender.All.Length];
                using ScratchFolder folder = new();
                try
                {
                    figures.Add(contender.Name, await launchAsync(contender, folder.Path));
                }
                catch (Exception failure)
                {
                    report.Absent(contender.Name, failure);
                }
            }
        }

        report.Figures(figures, names, "ms");
        return figures;
    }

    private static async Task<double> LaunchHereAsync(Contender contender, string folder)
    {
        double milliseconds = 0;
        IPage? page = null;
        await contender.RunAsync(async () =>
        {
            long start = Stopwatch.GetTimestamp();
            page = await contender.Launch(folder);
            milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        });
        await contender.RunAsync(async () => await page!.DisposeAsync());
        return milliseconds;
    }

    private static async Task<double> LaunchInFreshProcessAsync(Contender contender, string folder)
    {
        await using HostProcess host = await HostProcess.StartAsync(HostCommand.Launch, contender.Name, folder);
        return host.Answer;
    }
}
