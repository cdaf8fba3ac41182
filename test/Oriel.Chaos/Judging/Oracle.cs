using System.Collections.Generic;
using System.Linq;
using Oriel.Chaos.Faults;
using Oriel.Chaos.World;
using Oriel.TestKit.Processes;

namespace Oriel.Chaos.Judging;

/// <summary>Knows what a fault must cause: role × cause → the events, and where.</summary>
internal static class Oracle
{
    internal const string ProcessFailed = nameof(ProcessFailed);
    internal const string BrowserProcessExited = nameof(BrowserProcessExited);

    internal static IReadOnlyList<ExpectedEvent> Expect(Fault fault, ChaosWorld world)
    {
        if (!fault.IsDeath || fault.Folder is not { } folder)
        {
            // A host that ends takes its own views along, and nobody else is told anything.
            return [];
        }

        return fault.Role switch
        {
            FaultRole.PageRenderer or FaultRole.FrameRenderer =>
            [
                .. fault.Pages.Select(view => Failure(view, "RenderProcessExited", fault)),
                .. fault.Frames.Select(view => Failure(view, "FrameRenderProcessExited", fault)),
            ],
            FaultRole.Browser or FaultRole.Broker or FaultRole.LastGpu =>
            [
                .. world.ViewsOf(folder).Select(view => Failure(view.Name, BrowserProcessExited, fault)),
                .. world.EnvironmentsOf(folder).Select(environment => new ExpectedEvent(BrowserProcessExited, environment, "Failed", [("", world.BrowserOf(folder))])),
            ],
            _ => [.. world.ViewsOf(folder).Select(view => Failure(view.Name, KindOf(fault.Role), fault))],
        };
    }

    /// <summary>What a view may be told of a role's death, however it came about.</summary>
    internal static string KindOf(FaultRole role) => role switch
    {
        FaultRole.Gpu or FaultRole.LastGpu => "GpuProcessExited",
        FaultRole.NetworkService or FaultRole.StorageService => "UtilityProcessExited",
        FaultRole.Zygote => "SandboxHelperProcessExited",
        FaultRole.Browser or FaultRole.Broker => BrowserProcessExited,
        FaultRole.FrameRenderer => "FrameRenderProcessExited",
        _ => "RenderProcessExited",
    };

    private static ExpectedEvent Failure(string view, string kind, Fault fault) => new(ProcessFailed, view, kind, Details(kind, fault));

    /// <summary>The one place that says which reason and exit code a death has.</summary>
    private static (string Reason, int Code)[] Details(string kind, Fault fault)
    {
        string reason = fault.Cause is FaultCause.Kill or FaultCause.Terminate ? "Terminated" : "Crashed";
        int code = 128 + (int)fault.Signal;
        return kind switch
        {
            "RenderProcessExited" => [(reason, code)],

            // The browser has no wait status for these, and who is not their parent may have none, either.
            "FrameRenderProcessExited" => [(reason, code), (reason, -1)],

            // Of a broker that is gone nobody can ask how the browser ended.
            BrowserProcessExited when fault.Role == FaultRole.Broker => [("Unexpected", 1)],

            // It ends itself when it can have no GPU process any more.
            BrowserProcessExited when fault.Role == FaultRole.LastGpu => [("Crashed", 128 + (int)Signal.Abort)],

            // It takes this for a request and does as it is told.
            BrowserProcessExited when fault.Cause == FaultCause.Terminate => [("NormalExit", 0)],
            BrowserProcessExited => [(reason, code), ("Unexpected", 1)],
            _ => [(reason, code), ("Unexpected", -1)],
        };
    }
}
