using System.Threading.Tasks;
using Oriel.Benchmarks.Harness;
using Oriel.Benchmarks.Pages;
using Oriel.Benchmarks.Site;

namespace Oriel.Benchmarks.Questions;

/// <summary>What does it cost a page's request that the app is asked about it? And what, when the app does not want to be asked?</summary>
/// <remarks>
/// Navigation events need documents paused, and then Chromium leads every request of the page through its browser process, whether it is to be paused or not. That is the price of these
/// events, and is told on a line of its own; a filter that is not there must not add to it.
/// </remarks>
internal sealed class Interception : IQuestion
{
    private const int Requests = 50;
    private const double MostAdded = 1000;

    /// <summary>What "nothing" may come to on a machine whose pace varies.</summary>
    private const double MostWithout = 1.1;

    /// <summary>One after the other, and each waited for by the page itself, so that nothing else is measured.</summary>
    private static readonly string s_script =
        $"(() => {{ for (let i = 0; i < {Requests}; i++) {{ const request = new XMLHttpRequest(); request.open('GET', 'small?' + i, false); request.send(); }} return 1 }})()";

    public static string Name => "interception";

    public static async Task AnswerAsync(Setting setting, Report report)
    {
        report.Heading("A request of the page, seen by nobody and by a handler that lets it go on");
        await using SmallSite site = await SmallSite.StartAsync();
        await using Arena arena = await Arena.OpenAsync(report, [Contender.Raw, Contender.RawWatched, Contender.Oriel, Contender.OrielIntercepting, Contender.Playwright, Contender.PlaywrightIntercepting]);
        await arena.EachAsync(page => page.NavigateAsync(site.Url));
        Figures figures = await arena.TimeAsync(setting.Rounds, Requests, static page => page.EvaluateAsync(s_script));
        report.AddRatio("a request, no filter", figures, "µs", Contender.Oriel.Name, Contender.RawWatched.Name, MostWithout);
        AddDifference(report, figures, Contender.OrielIntercepting, Contender.Oriel, MostAdded);
        AddDifference(report, figures, Contender.PlaywrightIntercepting, Contender.Playwright, most: null);
        AddDifference(report, figures, Contender.RawWatched, Contender.Raw, most: null);
    }

    private static void AddDifference(Report report, Figures figures, Contender with, Contender without, double? most)
    {
        string must = most is null ? "" : Report.Text($"≤ {most:0} µs added");
        string work = $"a request, {with.Name}";
        if (!figures.Has(with.Name) || !figures.Has(without.Name))
        {
            report.Add(new Verdict(work, must, "-", null));
            return;
        }

        double added = figures.Difference(with.Name, without.Name);
        report.Add(new Verdict(work, must, Report.Text($"{figures.Median(without.Name):0} to {figures.Median(with.Name):0} µs, {added:0} µs added"), most is null ? null : added <= most));
    }
}
