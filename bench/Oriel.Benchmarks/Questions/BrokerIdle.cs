using System;
using System.Globalization;
using System.Threading.Tasks;
using Oriel.Benchmarks.Harness;
using Oriel.Benchmarks.Hosts;
using Oriel.Benchmarks.Pages;

namespace Oriel.Benchmarks.Questions;

/// <summary>
/// What does the broker do while ten views do nothing? Every time it wakes it must have read something that Chromium sent: the kernel counts both. Beside it, in the same
/// minute, a raw client with ten pages counts what Chromium sends unasked.
/// </summary>
internal sealed class BrokerIdle : IQuestion
{
    private const int Views = 10;

    public static string Name => "broker-idle";

    public static async Task AnswerAsync(Setting setting, Report report)
    {
        report.Heading(Report.Text($"The broker over {setting.Idle.TotalSeconds:0} s with 10 idle views"));
        string work = Report.Text($"broker: idle CPU over {setting.Idle.TotalSeconds:0} s with 10 views");
        const string must = "no wake-ups but what Chromium causes";
        using ScratchFolder rawFolder = new();
        using ScratchFolder orielFolder = new();
        try
        {
            await using RawPage raw = await Task.Run(() => RawPage.LaunchAsync(rawFolder.Path));
            for (int i = 1; i < Views; i++)
            {
                _ = await raw.OpenTargetAsync();
            }

            // In this order the host goes first, and the broker is waited for.
            HostProcess host = await HostProcess.StartAsync(HostCommand.Hold, orielFolder.Path, Views.ToString(CultureInfo.InvariantCulture));
            await using BrokerProcess broker = new(host);
            await using HostProcess closesFirst = host;

            // What opening the views has started settles first.
            await Task.Delay(TimeSpan.FromSeconds(5));
            ProcessFigures before = broker.Figures;
            long rawBefore = raw.Client.Received;
            await Task.Delay(setting.Idle);
            ProcessFigures after = broker.Figures;
            long rawReceived = raw.Client.Received - rawBefore;

            long wakeups = after.Wakeups - before.Wakeups;
            long reads = after.Reads - before.Reads;
            long bytes = after.BytesRead - before.BytesRead;
            report.Add(new Verdict(
                work,
                must,
                Report.Text($"{wakeups} wake-ups, {reads} reads of {bytes} bytes, {after.CpuMilliseconds - before.CpuMilliseconds:0} ms CPU (raw pipe beside it: {rawReceived} messages)"),
                wakeups == 0 || (bytes > 0 && wakeups <= reads)));
        }
        catch (Exception failure)
        {
            report.Absent(Contender.Oriel.Name, failure);
            report.Add(new Verdict(work, must, "-", null));
        }
    }
}
