using System.Threading.Tasks;
using Oriel.Benchmarks.Harness;
using Oriel.Benchmarks.Pages;

namespace Oriel.Benchmarks.Questions;

/// <summary>How long does one script take, each sent when the one before it is answered?</summary>
internal sealed class EvaluateOneByOne : IQuestion
{
    private const int Calls = 300;

    public static string Name => "one-by-one";

    public static async Task AnswerAsync(Setting setting, Report report)
    {
        report.Heading("Evaluate 1+1, one after the other");
        await using Arena arena = await Arena.OpenAsync(report, Contender.All);
        Figures figures = await arena.TimeAsync(setting.Rounds, Calls, static async page =>
        {
            for (int i = 0; i < Calls; i++)
            {
                _ = await page.EvaluateAsync("1+1");
            }
        });
        report.AddRatio("`ExecuteScriptAsync(\"1+1\")` one after the other", figures, "µs", Contender.Oriel.Name, Contender.Raw.Name, 1.15);
        report.AddSpeedup("`ExecuteScriptAsync(\"1+1\")` one after the other", figures, "µs", Contender.Oriel.Name, Contender.Playwright.Name, 2.5);
    }
}
