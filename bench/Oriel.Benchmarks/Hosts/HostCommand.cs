using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Oriel.Benchmarks.Pages;

namespace Oriel.Benchmarks.Hosts;

/// <summary>What this program does as a host process: prints one number, waits for the end of its input, and cleans up.</summary>
internal static class HostCommand
{
    public const string Name = "host";

    /// <summary>hold FOLDER VIEWS: opens views in a folder; the number is the browser's process id.</summary>
    public const string Hold = "hold";

    /// <summary>second FOLDER: a view in a folder that another host holds; the number is the milliseconds from CreateAsync to NavigationCompleted.</summary>
    public const string Second = "second";

    /// <summary>launch CONTENDER FOLDER: from nothing to a navigated page; the number is milliseconds.</summary>
    public const string Launch = "launch";

    public static Task RunAsync(IReadOnlyList<string> words) => words switch
    {
        [Hold, string folder, string views] => HoldAsync(folder, int.Parse(views, CultureInfo.InvariantCulture)),
        [Second, string folder] => SecondAsync(folder),
        [Launch, string contender, string folder] => LaunchAsync(Contender.All.Single(entry => entry.Name == contender), folder),
        _ => throw new ArgumentException($"'{string.Join(' ', words)}' is no command for a host process."),
    };

    private static async Task HoldAsync(string folder, int views)
    {
        OrielHost host = await OrielHost.CreateAsync(folder);
        for (int i = 0; i < views; i++)
        {
            _ = await host.OpenViewAsync();
        }

        await AnswerAsync(host.BrowserProcessId);
        host.Close();
    }

    private static async Task SecondAsync(string folder)
    {
        long start = Stopwatch.GetTimestamp();
        OrielHost host = await OrielHost.CreateAsync(folder);
        _ = await host.OpenViewAsync();
        await AnswerAsync(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        host.Close();
    }

    private static async Task LaunchAsync(Contender contender, string folder)
    {
        IPage? page = null;
        double milliseconds = 0;
        await contender.RunAsync(async () =>
        {
            long start = Stopwatch.GetTimestamp();
            page = await contender.Launch(folder);
            milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        });
        await AnswerAsync(milliseconds);
        await contender.RunAsync(async () => await page!.DisposeAsync());
    }

    private static async Task AnswerAsync(double answer)
    {
        await Console.Out.WriteLineAsync(answer.ToString(CultureInfo.InvariantCulture));
        await Console.Out.FlushAsync();

        // The console's reader blocks whatever it promises; the pump must go on.
        await Task.Run(Console.In.ReadToEnd);
    }
}
