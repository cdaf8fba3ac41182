using System;
using System.Linq;
using System.Threading.Tasks;
using Oriel.Benchmarks.Harness;
using Oriel.Benchmarks.Pages;
using Oriel.Benchmarks.RawPipe;

namespace Oriel.Benchmarks.Questions;

/// <summary>Is the yardstick the fastest of the ways in which a straightforward client can read?</summary>
internal sealed class RawReading : IQuestion
{
    private const int Calls = 300;
    private const int InFlight = 50;
    private const int CallsOfEach = 40;

    public static string Name => "reading";

    public static async Task AnswerAsync(Setting setting, Report report)
    {
        Contender[] ways =
        [
            .. Enum.GetValues<Reading>().Select(static reading =>
                new Contender(reading.ToString(), NeedsPump: false, async folder => await RawPage.LaunchAsync(folder, reading))),
        ];
        report.Heading("How the raw client reads: 1+1, one after the other");
        await using Arena arena = await Arena.OpenAsync(report, ways);
        Figures oneByOne = await arena.TimeAsync(setting.Rounds, Calls, static async page =>
        {
            for (int i = 0; i < Calls; i++)
            {
                _ = await page.EvaluateAsync("1+1");
            }
        });
        Compare(oneByOne, report);
        report.Heading("How the raw client reads: 1+1, 50 in flight");
        Figures inFlight = await arena.TimeAsync(setting.Rounds, InFlight * CallsOfEach, static page => Task.WhenAll(Enumerable.Range(0, InFlight).Select(async task =>
        {
            for (int i = 0; i < CallsOfEach; i++)
            {
                _ = await page.EvaluateAsync("1+1");
            }
        })));
        Compare(inFlight, report);
    }

    private static void Compare(Figures figures, Report report)
    {
        foreach (Reading reading in Enum.GetValues<Reading>().Where(static reading => reading != Reading.Thread))
        {
            report.Line(Report.Text($"   {reading} takes {figures.Ratio($"{reading}", $"{Reading.Thread}"):0.00} × what {Reading.Thread} takes"));
        }
    }
}
