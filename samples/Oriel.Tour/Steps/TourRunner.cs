using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Tour.Drawing;

namespace Oriel.Tour.Steps;

/// <summary>The tour from its first step to its last.</summary>
internal static class TourRunner
{
    internal static async Task RunAsync(Stage stage, string artifacts, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        ITourStep[] steps =
        [
            new ServeSite(), new ShareBrowser(), new KeepApart(), new IsolateSites(), new ExchangeMessages(), new ShowProcesses(), new TakePicture(),
            new CrashRenderer(), new KillGpu(), new KillBrowser(), new ClearFolder(), new KillHost(), new LeaveNothing(),
        ];
        await using TourState state = new(stage, artifacts, [.. steps.Select(static step => step.Title)]);
        foreach (ITourStep step in steps)
        {
            stage.Begin(state.Results.Count + 1, step);
            long begin = Stopwatch.GetTimestamp();
            string seen = await step.RunAsync(state, cancellation);
            state.Results.Add(new StepResult(step.Title, seen, (int)Stopwatch.GetElapsedTime(begin).TotalMilliseconds));
            stage.Seen(seen);
        }

        stage.Finish($"Done in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s. The picture of the tour's page is {state.Screenshot}.");
    }
}
