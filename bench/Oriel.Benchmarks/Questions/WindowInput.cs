using System;
using System.Diagnostics;
using System.Threading.Tasks;
using Oriel.Benchmarks.Harness;
using Oriel.Benchmarks.Pages;
using Oriel.Benchmarks.Site;
using Oriel.Benchmarks.Windows;
using Oriel.TestKit.Displays;

namespace Oriel.Benchmarks.Questions;

/// <summary>
/// A click and a key to the page's handlers, and a new size to the frame that has it, of a view in an app's window and of the same Chromium in a top-level window of its own on the same display, in turns.
/// </summary>
internal sealed class WindowInput : IQuestion
{
    private const double MostRatio = 1.3;

    /// <summary>Two frames at 60 Hz.</summary>
    private const double MostMilliseconds = 2000d / 60;
    private const int Inputs = 3;
    private const string Own = "own top-level window";
    private static readonly TimeSpan s_rest = TimeSpan.FromMilliseconds(20);

    public static string Name => "windows";

    public static async Task AnswerAsync(Setting setting, Report report)
    {
        report.Heading("A click and a key to the page's handlers, and a new size to its frame, in an app's window and in a top-level one");
        Figures clicks = new();
        Figures keys = new();
        Figures resize = new();
        try
        {
            await using SmallSite site = await SmallSite.StartAsync(InputPage.Html);
            await using WindowStage stage = await WindowStage.OpenAsync();
            using ScratchFolder folder = new();
            HostedWindow hosted = await HostedWindow.OpenAsync(stage.Environment, stage.Screen, new Uri(site.Url));
            stage.Keep(hosted.Controller);
            await using OwnWindow own = await OwnWindow.OpenAsync(folder.Path, stage.Screen, new Uri(site.Url));
            (string Name, IInputWindow Window)[] contenders = [(Contender.Oriel.Name, hosted), (Own, own)];
            for (int round = -3; round < setting.Rounds; round++)
            {
                for (int turn = 0; turn < contenders.Length; turn++)
                {
                    (string name, IInputWindow window) = contenders[(turn + setting.Rounds + round) % contenders.Length];
                    double sized = await ResizeAsync(stage.Screen, window, round % 2 == 0 ? 380 : 400, round % 2 == 0 ? 280 : 300);
                    double clicked = await ClickAsync(stage.Screen, window);
                    double typed = await KeyAsync(stage.Screen, window);
                    if (round >= 0)
                    {
                        resize.Add(name, sized);
                        clicks.Add(name, clicked);
                        keys.Add(name, typed);
                    }
                }
            }
        }
        catch (Exception failure)
        {
            report.Absent(Contender.Oriel.Name, failure);
        }

        report.Line("   click to handler");
        report.Figures(clicks, [Contender.Oriel.Name, Own], "ms");
        report.Line("   key to handler");
        report.Figures(keys, [Contender.Oriel.Name, Own], "ms");
        report.Line("   size to frame");
        report.Figures(resize, [Contender.Oriel.Name, Own], "ms");
        report.AddRatio("a click to the page's handler", clicks, "ms", Contender.Oriel.Name, Own, MostRatio);
        report.AddRatio("a key to the page's handler", keys, "ms", Contender.Oriel.Name, Own, MostRatio);
        const string work = "`Bounds` to a frame of that size in the window";
        string must = Report.Text($"≤ {MostMilliseconds:0.0} ms");
        report.Add(resize.Has(Contender.Oriel.Name) && resize.Has(Own)
            ? new Verdict(work, must, Report.Text($"{resize.Median(Contender.Oriel.Name):0.0} ms; {Own} {resize.Median(Own):0.0} ms"), resize.Median(Contender.Oriel.Name) <= MostMilliseconds)
            : new Verdict(work, must, "-", null));
    }

    private static async Task<double> ResizeAsync(DisplayClient screen, IInputWindow window, int width, int height)
    {
        // Neither size's corner is blue in the other.
        (int x, int y) = window.Corner;
        long start = Stopwatch.GetTimestamp();
        window.Resize(width, height);
        await screen.ColorAsync(x + width - InputPage.Inset, y + height - InputPage.Inset, InputPage.Blue);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static Task<double> ClickAsync(DisplayClient screen, IInputWindow window)
    {
        (int x, int y) = window.Corner;
        screen.Point(x + 100, y + 100);
        return InputAsync(window, () => screen.Click(x + 100, y + 100));
    }

    private static Task<double> KeyAsync(DisplayClient screen, IInputWindow window)
    {
        const byte LetterA = 38;
        return InputAsync(window, () => screen.Key(LetterA));
    }

    /// <summary>The last of several: the first click gives the window the keyboard, which has consequences that come to their end meanwhile.</summary>
    private static async Task<double> InputAsync(IInputWindow window, Action act)
    {
        DateTimeOffset start = default;
        string told = "";
        for (int i = 0; i < Inputs; i++)
        {
            Task<string> next = window.NextMessageAsync();
            start = TimeProvider.System.GetUtcNow();
            act();
            told = await next;

            // A user's next one finds everybody at rest.
            await Task.Delay(s_rest);
        }

        return InputPage.Since(start, told);
    }
}
