using System.Linq;
using System.Threading.Tasks;
using Oriel.Benchmarks.Harness;
using Oriel.Benchmarks.Pages;

namespace Oriel.Benchmarks.Questions;

/// <summary>How long does one script take when fifty are always under way?</summary>
internal sealed class EvaluateInFlight : IQuestion
{
    private const int InFlight = 50;
    private const int CallsOfEach = 40;

    public static string Name => "in-flight";

    public static async Task AnswerAsync(Setting setting, Report report)
    {
        report.Heading("Evaluate 1+1, 50 in flight");
        await using Arena arena = await Arena.OpenAsync(report, Contender.All);
        Figures figures = await arena.TimeAsync(
            setting.Rounds,
            InFlight * CallsOfEach,
            static page => Task.WhenAll(Enumerable.Range(0, InFlight).Select(async task =>
            {
                for (int i = 0; i < CallsOfEach; i++)
                {
                    _ = await page.EvaluateAsync("1+1");
                }
            })));
        report.AddRatio("the same, 50 in flight", figures, "µs", Contender.Oriel.Name, Contender.Raw.Name, 1.2);
        report.AddSpeedup("the same, 50 in flight", figures, "µs", Contender.Oriel.Name, Contender.Playwright.Name, 4);
    }
}
