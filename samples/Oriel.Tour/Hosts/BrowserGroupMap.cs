using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Diagnostics;

namespace Oriel.Tour.Hosts;

/// <summary>The process map of one browser, as any of its hosts gets it.</summary>
internal sealed record BrowserGroupMap(ProcessMap Map)
{
    internal IEnumerable<ProcessFrame> Frames => Map.Processes.SelectMany(static process => process.Frames);

    /// <summary>Everything that must be gone when the browser is.</summary>
    internal IEnumerable<int> ProcessIds => Map.Processes.Select(static process => process.ProcessId).Append(Map.BrokerProcessId);

    internal static async Task<BrowserGroupMap> TakeAsync(HostClient host, CancellationToken cancellation) =>
        new((await host.AskAsync<HostLine.Mapped>(new HostRequest.Map(), cancellation)).Map);

    internal HostProcess? HostOf(ProcessFrame frame) => Map.Hosts.FirstOrDefault(host => host.Views.Any(view => view.Id == frame.ViewId));

    internal bool IsInPrivate(ProcessFrame frame) => Map.Hosts.Any(host => host.Views.Any(view => view.Id == frame.ViewId && view.IsInPrivate));

    /// <summary>The page a view shows; null if nobody told.</summary>
    internal ProcessFrame? PageOf(HostView view) => Frames.FirstOrDefault(frame => frame.IsMainFrame && frame.ViewId == view.Id);

    /// <summary>The renderer in which a host's frame of that name lives.</summary>
    /// <exception cref="TourException">There is none.</exception>
    internal BrowserProcess RendererOf(string name, HostClient host) =>
        Map.Processes.FirstOrDefault(process => process.Kind == CoreWebView2ProcessKind.Renderer
            && process.Frames.Any(frame => new Uri(frame.Uri).Host == name && HostOf(frame)?.ProcessId == host.ProcessId))
        ?? throw new TourException($"No renderer of browser {Map.BrowserProcessId} has a frame of {name} of {host.Name} (process {host.ProcessId}) in it.");
}
