using System;
using System.Linq;
using Microsoft.Web.WebView2.Core;
using Oriel.Diagnostics;

namespace Oriel.Benchmarks.Failures;

/// <summary>A process of the browser that is killed, by its role.</summary>
/// <param name="Role">As it stands in the tables.</param>
/// <param name="Kind">What <see cref="CoreWebView2.ProcessFailed"/> calls its end.</param>
/// <param name="Is">Whether a process has the role.</param>
/// <param name="Deaths">How many a browser is asked to survive. Chromium gives up at the third of its GPU process, where it has no GPU; without a zygote it starts no renderer.</param>
internal sealed record Victim(string Role, CoreWebView2ProcessFailedKind Kind, Func<BrowserProcess, bool> Is, int Deaths)
{
    /// <summary>All roles; those that the browser does not survive come last.</summary>
    public static Victim[] All { get; } =
    [
        new("renderer of the page", CoreWebView2ProcessFailedKind.RenderProcessExited, static process => process.Frames.Any(static frame => frame.IsMainFrame), Deaths: 3),
        new(
            "renderer of a frame",
            CoreWebView2ProcessFailedKind.FrameRenderProcessExited,
            static process => process.Frames.Count > 0 && process.Frames.All(static frame => !frame.IsMainFrame),
            Deaths: 3),
        new("GPU process", CoreWebView2ProcessFailedKind.GpuProcessExited, static process => process.Kind == CoreWebView2ProcessKind.Gpu, Deaths: 2),
        Utility("Network Service"),
        Utility("Storage Service"),
        new("zygote", CoreWebView2ProcessFailedKind.SandboxHelperProcessExited, static process => process.Kind == CoreWebView2ProcessKind.SandboxHelper, Deaths: 1),
        new("browser process", CoreWebView2ProcessFailedKind.BrowserProcessExited, static process => process.Kind == CoreWebView2ProcessKind.Browser, Deaths: 1),
    ];

    /// <summary>Whether the page has to be shown anew for there to be another.</summary>
    public bool IsRenderer => Kind is CoreWebView2ProcessFailedKind.RenderProcessExited or CoreWebView2ProcessFailedKind.FrameRenderProcessExited;

    private static Victim Utility(string description) =>
        new(description, CoreWebView2ProcessFailedKind.UtilityProcessExited, process => process.Description == description, Deaths: 3);
}
