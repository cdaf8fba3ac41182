using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Benchmarks.Harness;
using Oriel.Benchmarks.Pages;
using Oriel.Benchmarks.Site;
using Oriel.Ipc.Interop;
using Oriel.Recovery;

namespace Oriel.Benchmarks.Questions;

/// <summary>
/// How long from the death of the browser until a view that ViewRecovery looks after has a new browser and its page? Beside it a cold start on the same folder in the same round: CreateAsync to NavigationCompleted of the
/// same page. Both start one browser; recovery has to hear of the end of the old one first, and to wait until nothing of it is left.
/// </summary>
internal sealed class KillToRecovered : IQuestion
{
    private const string Cold = "cold start";
    private const string Recovered = "ViewRecovery";
    private const double MostRatio = 1.3;
    private static readonly TimeSpan s_bound = TimeSpan.FromMinutes(1);
    private static readonly IntPtr s_noWindow = new(-3);

    public static string Name => "recovery";

    public static async Task AnswerAsync(Setting setting, Report report)
    {
        report.Heading("From the browser's death to a recovered, loaded view, beside a cold start on the same folder");
        Figures figures = new();
        try
        {
            await using SmallSite site = await SmallSite.StartAsync();
            using ScratchFolder folder = new();
            for (int launch = -1; launch < setting.Launches; launch++)
            {
                (double cold, double recovered) = await MeasureAsync(folder.Path, site.Url);

                // The first browser makes the folder and warms this process up.
                if (launch >= 0)
                {
                    figures.Add(Cold, cold);
                    figures.Add(Recovered, recovered);
                }
            }
        }
        catch (Exception failure)
        {
            report.Absent(Contender.Oriel.Name, failure);
        }

        report.Figures(figures, [Cold, Recovered], "ms");
        report.AddRatio("the browser's death to a recovered, loaded view", figures, "ms", Recovered, Cold, MostRatio);
    }

    private static async Task<(double Cold, double Recovered)> MeasureAsync(string folder, string url)
    {
        long start = Stopwatch.GetTimestamp();
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(Path.GetDirectoryName(ChromiumFlags.Executable), folder);
        CoreWebView2Controller controller = await environment.CreateCoreWebView2ControllerAsync(s_noWindow);
        TaskCompletionSource loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
        controller.CoreWebView2.NavigationCompleted += (_, _) => loaded.TrySetResult();
        controller.CoreWebView2.Navigate(url);
        await loaded.Task.WaitAsync(s_bound);
        double cold = Stopwatch.GetElapsedTime(start).TotalMilliseconds;

        using ViewRecovery recovery = ViewRecovery.Attach(controller);
        TaskCompletionSource recovered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        recovery.Recovered += (_, _) => recovered.TrySetResult();
        start = Stopwatch.GetTimestamp();
        if (Libc.kill((int)controller.CoreWebView2.BrowserProcessId, Constants.SIGKILL) != 0)
        {
            throw LibcException.FromLastError("Cannot kill the browser");
        }

        await recovered.Task.WaitAsync(s_bound);
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;

        TaskCompletionSource exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
        environment.BrowserProcessExited += (_, _) => exited.TrySetResult();
        recovery.Controller.Close();
        await exited.Task.WaitAsync(s_bound);
        return (cold, milliseconds);
    }
}
