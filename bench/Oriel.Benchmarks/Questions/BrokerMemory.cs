using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading.Tasks;
using Oriel.Benchmarks.Harness;
using Oriel.Benchmarks.Hosts;
using Oriel.Benchmarks.Pages;

namespace Oriel.Benchmarks.Questions;

/// <summary>How much memory does the broker hold when ten host processes have fifty views?</summary>
internal sealed class BrokerMemory : IQuestion
{
    private const int HostCount = 10;
    private const int ViewsOfEach = 5;
    private const double MostMegabytes = 15;

    public static string Name => "broker-memory";

    public static async Task AnswerAsync(Setting setting, Report report)
    {
        report.Heading("The broker's resident memory with 10 hosts and 50 views");
        const string work = "broker: resident memory with 10 hosts and 50 views";
        string must = Report.Text($"≤ {MostMegabytes} MB");
        using ScratchFolder folder = new();
        List<HostProcess> hosts = [];
        BrokerProcess? broker = null;
        try
        {
            for (int i = 0; i < HostCount; i++)
            {
                hosts.Add(await HostProcess.StartAsync(HostCommand.Hold, folder.Path, ViewsOfEach.ToString(CultureInfo.InvariantCulture)));
                broker ??= new BrokerProcess(hosts[0]);
            }

            ProcessFigures figures = broker!.Figures;
            report.Add(new Verdict(
                work,
                must,
                Report.Text($"{figures.ResidentMegabytes:0.0} MB, of it {figures.AnonymousMegabytes:0.0} MB its own"),
                figures.ResidentMegabytes <= MostMegabytes));
        }
        catch (Exception failure)
        {
            report.Absent(Contender.Oriel.Name, failure);
            report.Add(new Verdict(work, must, "-", null));
        }
        finally
        {
            foreach (HostProcess host in hosts)
            {
                await host.DisposeAsync();
            }

            if (broker is not null)
            {
                await broker.DisposeAsync();
            }
        }
    }
}
