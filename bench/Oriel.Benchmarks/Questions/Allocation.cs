using System;
using System.Threading.Tasks;
using Oriel.Benchmarks.Harness;
using Oriel.Benchmarks.Pages;

namespace Oriel.Benchmarks.Questions;

/// <summary>How much does one round trip allocate in the host's process, on all its threads?</summary>
internal sealed class Allocation : IQuestion
{
    private const int Calls = 300;

    public static string Name => "allocation";

    public static async Task AnswerAsync(Setting setting, Report report)
    {
        report.Heading("Bytes allocated in the host's process per evaluation (Playwright's driver process not counted)");
        await using Arena arena = await Arena.OpenAsync(report, Contender.All);
        Figures figures = await arena.MeasureAsync(setting.Rounds, static async page =>
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < Calls; i++)
            {
                _ = await page.EvaluateAsync("1+1");
            }

            return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Calls;
        });
        report.Figures(figures, [Contender.Raw.Name, Contender.Oriel.Name, Contender.Playwright.Name], "bytes");
        if (figures.Has(Contender.Oriel.Name))
        {
            report.Add(new Verdict("allocation per round trip on the client", "", Report.Text($"{figures.Median(Contender.Oriel.Name):0} bytes"), null));
        }
    }
}
