using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Threading.Tasks;
using Oriel.Chaos;
using Oriel.Chaos.Windows;
using Oriel.TestKit;
using Oriel.TestKit.Leaks;
using Spectre.Console;

Option<int> seed = new("--seed") { Description = "Of the faults; a new one each time if not said.", DefaultValueFactory = static _ => Random.Shared.Next() };
Option<double> minutes = new("--minutes") { Description = "How long faults go on.", DefaultValueFactory = static _ => 2 };
Option<int> faults = new("--faults") { Description = "How many faults are enough.", DefaultValueFactory = static _ => int.MaxValue };
Option<bool> verbose = new("--verbose") { Description = "Prints everything that was done and told, also when all is well." };
RootCommand root = new("Ends and stops processes of hosts, brokers and browsers at random, and looks whether everybody is told what has happened, once, and goes on.") { seed, minutes, faults, verbose };
Command windows = new("windows", "Sizes, shows, moves, opens and closes views and windows of several hosts at random, kills hosts, and looks whether the screen is as it has to be.") { seed, minutes, faults, verbose };
root.Subcommands.Add(windows);
root.SetAction((parsed, _) => RunAsync(parsed, static (options, progress) => new ChaosRun(options, progress).RunAsync()));
windows.SetAction((parsed, _) => RunAsync(parsed, static (options, progress) => new WindowRun(options, progress).RunAsync()));
return await root.Parse(args).InvokeAsync();

async Task<int> RunAsync(ParseResult parsed, Func<ChaosOptions, Action<string>, Task<ChaosReport>> run)
{
    TestRun.Begin();
    ChaosOptions options = new(parsed.GetValue(seed), TimeSpan.FromMinutes(parsed.GetValue(minutes)), parsed.GetValue(faults));
    AnsiConsole.MarkupLineInterpolated($"[bold]Seed {options.Seed}[/], {options.Duration.TotalMinutes:0.##} minutes.");
    ChaosReport report = Console.IsOutputRedirected
        ? await run(options, Console.WriteLine)
        : await AnsiConsole.Status().StartAsync("The hosts start.", status => run(options, line => status.Status(Markup.Escape(line))));
    IReadOnlyList<string> left = await LeakCheck.FindAsync();
    TestRun.End();
    Show(report, left, parsed.GetValue(verbose));
    return report.IsGood && left.Count == 0 ? 0 : 1;
}

static void Show(ChaosReport report, IReadOnlyList<string> left, bool isVerbose)
{
    if (!report.IsGood || isVerbose)
    {
        Console.WriteLine(report);
    }

    Table table = new Table().AddColumns("", "").HideHeaders();
    table.AddRow("faults", report.Faults.ToString(System.Globalization.CultureInfo.InvariantCulture));
    table.AddRow("violations", report.Violations.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
    table.AddRow("left behind", Markup.Escape(left.Count == 0 ? "nothing" : string.Join('\n', left)));
    foreach (string footprint in report.Footprints)
    {
        table.AddRow("long-lived", Markup.Escape(footprint));
    }

    AnsiConsole.Write(table);
}
