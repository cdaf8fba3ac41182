using System;
using System.Drawing;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Benchmarks.Harness;
using Oriel.Benchmarks.Hosts;
using Oriel.Benchmarks.Pages;
using Oriel.Benchmarks.Windows;

namespace Oriel.Benchmarks.Questions;

/// <summary>How much does the host's process grow by one more view in a window?</summary>
internal sealed class ViewMemory : IQuestion
{
    private const double MostKilobytes = 200;
    private const int Views = 20;

    public static string Name => "view-memory";

    public static async Task AnswerAsync(Setting setting, Report report)
    {
        report.Heading("Memory of the host per additional view in a window");
        const string work = "host: memory per additional view in a window";
        string must = Report.Text($"≤ {MostKilobytes} KB");
        try
        {
            await using WindowStage stage = await WindowStage.OpenAsync();
            uint parent = await stage.Screen.CreateWindowAsync(new Rectangle(100, 100, 500, 400), Color.Yellow);

            // What a first view costs is no addition.
            await OpenAsync(stage, parent, 2);
            (double Resident, double Managed) before = Measure();
            await OpenAsync(stage, parent, Views);
            (double Resident, double Managed) after = Measure();
            double resident = (after.Resident - before.Resident) / Views;
            report.Add(new Verdict(work, must, Report.Text($"{resident:0} KB resident and its own, of it {(after.Managed - before.Managed) / Views:0} KB managed"), resident <= MostKilobytes));
        }
        catch (Exception failure)
        {
            report.Absent(Contender.Oriel.Name, failure);
            report.Add(new Verdict(work, must, "-", null));
        }
    }

    private static async Task OpenAsync(WindowStage stage, uint parent, int count)
    {
        for (int i = 0; i < count; i++)
        {
            CoreWebView2Controller controller = stage.Keep(await stage.Environment.CreateCoreWebView2ControllerAsync((nint)parent));
            controller.Bounds = new Rectangle(10 * i, 0, 100, 100);
        }
    }

    private static (double Resident, double Managed) Measure()
    {
        long managed = GC.GetTotalMemory(forceFullCollection: true);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return (ProcessFigures.Of(Environment.ProcessId).AnonymousMegabytes * 1024, managed / 1024d);
    }
}
