using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Oriel.Benchmarks.Failures;
using Oriel.Benchmarks.Harness;
using Oriel.Benchmarks.Pages;
using Oriel.Benchmarks.Site;

namespace Oriel.Benchmarks.Questions;

/// <summary>How long from SIGKILL for a process of the browser until the app's ProcessFailed handler is entered? Beside it the kernel's own notice of the same death, on a pidfd of ours.</summary>
internal sealed class KillToHandler : IQuestion
{
    private const double MostMilliseconds = 30;
    private const string Kernel = "pidfd";

    public static string Name => "failures";

    public static async Task AnswerAsync(Setting setting, Report report)
    {
        Dictionary<Victim, Figures> measured = Victim.All.ToDictionary(static victim => victim, static _ => new Figures());
        try
        {
            await using SmallSite site = await SmallSite.StartAsync();
            for (int launch = -1; launch < setting.Launches; launch++)
            {
                await MeasureBrowserAsync(new Uri(site.Url), (victim, times) =>
                {
                    // The first browser warms this process up.
                    if (launch >= 0)
                    {
                        measured[victim].Add(Kernel, times.Kernel);
                        measured[victim].Add(Contender.Oriel.Name, times.Handler);
                    }
                });
            }
        }
        catch (Exception failure)
        {
            report.Absent(Contender.Oriel.Name, failure);
        }

        foreach ((Victim victim, Figures figures) in measured)
        {
            report.Heading($"SIGKILL to the ProcessFailed handler: {victim.Role}");
            report.Figures(figures, [Kernel, Contender.Oriel.Name], "ms");
            string work = $"SIGKILL to `ProcessFailed` handler entered: {victim.Role}";
            string must = Report.Text($"≤ {MostMilliseconds} ms");
            report.Add(figures.Has(Contender.Oriel.Name)
                ? new Verdict(
                    work,
                    must,
                    Report.Text($"{figures.Median(Contender.Oriel.Name):0.0} ms; the kernel's notice {figures.Median(Kernel):0.0} ms"),
                    figures.Median(Contender.Oriel.Name) <= MostMilliseconds)
                : new Verdict(work, must, "-", null));
        }
    }

    private static async Task MeasureBrowserAsync(Uri site, Action<Victim, (double Kernel, double Handler)> tell)
    {
        using ScratchFolder folder = new();
        FailureScene scene = await FailureScene.OpenAsync(folder.Path, site);
        Task exited = scene.WhenExited();
        try
        {
            foreach (Victim victim in Victim.All)
            {
                for (int death = 0; death < victim.Deaths; death++)
                {
                    if (victim.IsRenderer)
                    {
                        await scene.ShowAsync();
                    }

                    tell(victim, await scene.KillAsync(victim));
                }
            }
        }
        finally
        {
            await scene.CloseAsync(exited);
        }
    }
}
