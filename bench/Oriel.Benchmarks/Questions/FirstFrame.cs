using System;
using System.Diagnostics;
using System.Drawing;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Benchmarks.Harness;
using Oriel.Benchmarks.Pages;
using Oriel.Benchmarks.Windows;

namespace Oriel.Benchmarks.Questions;

/// <summary>How long from CreateCoreWebView2ControllerAsync, in a browser that runs, until the screen shows the view's first frame in the app's window?</summary>
internal sealed class FirstFrame : IQuestion
{
    private const double MostMilliseconds = 150;
    private const string Created = "controller created";
    private const string Seen = "first frame";

    public static string Name => "first-frame";

    public static async Task AnswerAsync(Setting setting, Report report)
    {
        report.Heading("CreateCoreWebView2ControllerAsync in a running browser to the first frame in the window");
        Figures figures = new();
        try
        {
            await using WindowStage stage = await WindowStage.OpenAsync();
            uint parent = await stage.Screen.CreateWindowAsync(new Rectangle(100, 100, 500, 400), Color.Yellow);
            stage.Keep(await stage.Environment.CreateCoreWebView2ControllerAsync((nint)parent));
            (int x, int y) = stage.Screen.PlaceOf(parent);
            for (int round = -3; round < setting.Rounds; round++)
            {
                long start = Stopwatch.GetTimestamp();
                CoreWebView2Controller controller = await stage.Environment.CreateCoreWebView2ControllerAsync((nint)parent);
                double created = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                controller.Bounds = new Rectangle(0, 0, 400, 300);
                await stage.Screen.ColorAsync(x + 200, y + 150, Color.White);
                double seen = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                controller.Close();
                await stage.Screen.ColorAsync(x + 200, y + 150, Color.Yellow);
                if (round >= 0)
                {
                    figures.Add(Created, created);
                    figures.Add(Seen, seen);
                }
            }
        }
        catch (Exception failure)
        {
            report.Absent(Contender.Oriel.Name, failure);
        }

        report.Figures(figures, [Created, Seen], "ms");
        const string work = "`CreateCoreWebView2ControllerAsync` in a running browser to the first frame in the window";
        string must = Report.Text($"≤ {MostMilliseconds} ms");
        report.Add(figures.Has(Seen)
            ? new Verdict(work, must, Report.Text($"{figures.Median(Seen):0} ms, the controller after {figures.Median(Created):0} ms"), figures.Median(Seen) <= MostMilliseconds)
            : new Verdict(work, must, "-", null));
    }
}
