using System;
using System.Diagnostics;
using System.Threading.Tasks;
using Oriel.Benchmarks.Harness;
using Oriel.Benchmarks.Hosts;
using Oriel.Benchmarks.Pages;

namespace Oriel.Benchmarks.Questions;

/// <summary>
/// How long from CreateAsync to NavigationCompleted in a host that joins a folder which another process holds? Fresh processes decide: a second host is one. What a warm
/// one takes tells how much of it is compiling.
/// </summary>
internal sealed class SecondHost : IQuestion
{
    private const double MostMilliseconds = 150;

    public static string Name => "second-host";

    public static async Task AnswerAsync(Setting setting, Report report)
    {
        report.Heading("A second host on a folder that another process holds: CreateAsync to NavigationCompleted");
        Figures figures = new();
        try
        {
            using ScratchFolder folder = new();

            // In this order the host goes first, and the broker is waited for.
            HostProcess first = await HostProcess.StartAsync(HostCommand.Hold, folder.Path, "1");
            await using BrokerProcess broker = new(first);
            await using HostProcess closesFirst = first;
            for (int launch = -1; launch < setting.Launches; launch++)
            {
                await using HostProcess second = await HostProcess.StartAsync(HostCommand.Second, folder.Path);
                double warm = await JoinAsync(folder.Path);
                if (launch >= 0)
                {
                    figures.Add("fresh", second.Answer);
                    figures.Add("warm", warm);
                }
            }
        }
        catch (Exception failure)
        {
            report.Absent(Contender.Oriel.Name, failure);
        }

        report.Figures(figures, ["fresh", "warm"], "ms");
        string must = Report.Text($"≤ {MostMilliseconds} ms");
        report.Add(figures.Has("fresh") && figures.Has("warm")
            ? new Verdict(
                "a second host: `CreateAsync` to `NavigationCompleted`",
                must,
                Report.Text($"{figures.Median("fresh"):0} ms in a fresh process, {figures.Median("warm"):0} ms in a warm one"),
                figures.Median("fresh") <= MostMilliseconds)
            : new Verdict("a second host: `CreateAsync` to `NavigationCompleted`", must, "-", null));
    }

    private static async Task<double> JoinAsync(string folder)
    {
        long start = Stopwatch.GetTimestamp();
        OrielHost host = await OrielHost.CreateAsync(folder);
        _ = await host.OpenViewAsync();
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        host.Close();
        return milliseconds;
    }
}
