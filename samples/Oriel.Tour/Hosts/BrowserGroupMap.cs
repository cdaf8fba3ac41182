using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Diagnostics;

namespace Oriel.Tour.Hosts;

/// <summary>The process map of one browser, put together from what its hosts say: each knows the whole group, but only its own frames.</summary>
internal sealed record BrowserGroupMap(ProcessMap Map)
{
    internal IEnumerable<ProcessFrame> Frames => Map.Processes.SelectMany(static process => process.Frames);

    /// <summary>Everything that must be gone when the browser is.</summary>
    internal IEnumerable<int> ProcessIds => Map.Processes.Select(static process => process.ProcessId).Append(Map.BrokerProcessId);

    /// <summary>Asks one host after the other.</summary>
    internal static async Task<BrowserGroupMap> TakeAsync(IEnumerable<HostClient> hosts, CancellationToken cancellation)
    {
        List<ProcessMap> maps = [];
        foreach (HostClient host in hosts)
        {
            maps.Add((await host.AskAsync<HostLine.Mapped>(new HostRequest.Map(), cancellation)).Map);
        }

        return new BrowserGroupMap(Merge(maps));
    }

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

    private static ProcessMap Merge(List<ProcessMap> maps)
    {
        ProcessMap latest = maps[^1];
        ILookup<int, ProcessFrame> frames = maps.SelectMany(static map => map.Processes)
            .SelectMany(static process => process.Frames, static (process, frame) => (process.ProcessId, frame))
            .Distinct()
            .ToLookup(static found => found.ProcessId, static found => found.frame);
        return latest with
        {
            Processes = [.. latest.Processes.Select(process => process with { Frames = [.. frames[process.ProcessId]] })],
            AreFramesKnown = maps.TrueForAll(static map => map.AreFramesKnown),
        };
    }
}
