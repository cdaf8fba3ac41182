using System;
using System.Collections.Generic;
using System.CommandLine;
using Oriel.Chaos;
using Oriel.TestKit;
using Oriel.TestKit.Leaks;
using Spectre.Console;

Option<int> seed = new("--seed") { Description = "Of the faults; a new one each time if not said.", DefaultValueFactory = static _ => Random.Shared.Next() };
Option<double> minutes = new("--minutes") { Description = "How long faults go on.", DefaultValueFactory = static _ => 2 };
Option<int> faults = new("--faults") { Description = "How many faults are enough.", DefaultValueFactory = static _ => int.MaxValue };
Option<bool> verbose = new("--verbose") { Description = "Prints everything that was done and told, also when all is well." };
RootCommand root = new("Ends and stops processes of hosts, brokers and browsers at random, and looks whether everybody is told what has happened, once, and goes on.") { seed, minutes, faults, verbose };
root.SetAction(async (parsed, _) =>
{
    TestRun.Begin();
    ChaosOptions options = new(parsed.GetValue(seed), TimeSpan.FromMinutes(parsed.GetValue(minutes)), parsed.GetValue(faults));
    AnsiConsole.MarkupLineInterpolated($"[bold]Seed {options.Seed}[/], {options.Duration.TotalMinutes:0.##} minutes.");
    ChaosReport report = Console.IsOutputRedirected
        ? await new ChaosRun(options, Console.WriteLine).RunAsync()
        : await AnsiConsole.Status().StartAsync("The hosts start.", status => new ChaosRun(options, line => status.Status(Markup.Escape(line))).RunAsync());
    IReadOnlyList<string> left = await LeakCheck.FindAsync();
    TestRun.End();
    Show(report, left, parsed.GetValue(verbose));
    return report.IsGood && left.Count == 0 ? 0 : 1;
});
return await root.Parse(args).InvokeAsync();

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
