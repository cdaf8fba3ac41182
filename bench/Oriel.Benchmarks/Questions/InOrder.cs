using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Benchmarks.Harness;
using Oriel.Benchmarks.Pages;

namespace Oriel.Benchmarks.Questions;

/// <summary>Do events keep their order, among themselves and against completions, when many of both come at once? The page posts messages while the host asks it, again and again, how many it has posted.</summary>
internal sealed class InOrder : IQuestion
{
    private const int Messages = 100_000;
    private const int InFlight = 50;

    private const string Script = """
        let sent = 0;
        const channel = new MessageChannel();
        channel.port1.onmessage = () => {
          for (let i = 0; i < 100 && sent < MESSAGES; i++) chrome.webview.postMessage(sent++);
          if (sent < MESSAGES) channel.port2.postMessage(0);
        };
        channel.port2.postMessage(0);
        """;

    public static string Name => "in-order";

    public static async Task AnswerAsync(Setting setting, Report report)
    {
        report.Heading("100,000 messages of the page amid a stream of answers to scripts");
        using ScratchFolder folder = new();
        OrielHost host = await OrielHost.CreateAsync(folder.Path);
        CoreWebView2 view = await host.OpenViewAsync();
        int heard = 0;
        int misplaced = 0;
        TaskCompletionSource all = new();
        view.WebMessageReceived += (_, e) =>
        {
            misplaced += int.Parse(e.WebMessageAsJson, CultureInfo.InvariantCulture) == heard ? 0 : 1;
            if (++heard == Messages)
            {
                all.SetResult();
            }
        };
        long begun = Stopwatch.GetTimestamp();
        await view.ExecuteScriptAsync(Script.Replace("MESSAGES", Messages.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        int answers = 0;
        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(_ => AskAsync()));
        double seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        await host.CloseBrowserAsync();
        report.Add(new Verdict(
            "100,000 messages and the answers between them", "all in order", Report.Text($"{misplaced} out of order, {answers} answers, {seconds:0.0} s, {Messages / seconds:0} messages/s"), misplaced == 0));

        async Task AskAsync()
        {
            while (!all.Task.IsCompleted)
            {
                // What the page had posted before it answered has been heard, and nothing that it posted later.
                int posted = int.Parse(await view.ExecuteScriptAsync("sent"), CultureInfo.InvariantCulture);
                misplaced += posted == heard ? 0 : 1;
                answers++;
            }
        }
    }
}
