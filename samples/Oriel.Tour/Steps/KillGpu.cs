using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Diagnostics;
using Oriel.Tour.Hosts;
using static Oriel.Tour.TourException;

namespace Oriel.Tour.Steps;

internal sealed class KillGpu : ITourStep
{
    public string Title => "The GPU process is killed: every view is told, none has to do anything";

    public string Why => "It serves all views of the browser, so all are told, in both apps; the browser starts another by itself.";

    public async Task<string> RunAsync(TourState state, CancellationToken cancellation)
    {
        BrowserProcess gpu = state.Shared!.Map.Processes.First(static process => process.Kind == CoreWebView2ProcessKind.Gpu);
        int views = state.Shared.Map.Hosts.Sum(static host => host.Views.Count);
        LiveProcess.Signal(gpu.ProcessId, LiveProcess.Kill);
        IReadOnlyList<(HostClient Host, HostLine Line)> news = await state.ShowNewsAsync(views, cancellation);
        Expect(
            news.All(static told => told.Line is HostLine.ProcessFailed { What: "GpuProcessExited" }) && news.Select(static told => (told.Host, ((HostLine.ProcessFailed)told.Line).View)).Distinct().Count() == views,
            $"Each of the {views} views should have been told once that GPU process {gpu.ProcessId} ended.");
        HostLine.Result answer = await state.HostA.AskAsync<HostLine.Result>(new HostRequest.Script("tour", "document.title"), cancellation);
        Expect(answer.Json == "\"Oriel: a tour\"", $"After the GPU process had ended, Host A's page says its title is {answer.Json}.");
        return $"SIGKILL for GPU process {gpu.ProcessId}: {views} views of two apps were told, once each, and their pages go on.";
    }
}
