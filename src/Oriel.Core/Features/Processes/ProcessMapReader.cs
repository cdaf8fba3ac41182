using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Connections;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Environments;
using Oriel.Core.Features.Views;
using Oriel.Diagnostics;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Processes;

/// <summary>Puts a <see cref="ProcessMap"/> together: hosts, views and processes as the broker knows them, frames as the views find them out.</summary>
internal static class ProcessMapReader
{
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    internal static async Task<ProcessMap> ReadAsync(BrowserGroup group)
    {
        UiDispatcher caller = group.Dispatcher;
        try
        {
            if (await group.GetProcessesAsync(caller) is not { } known)
            {
                return new ProcessMap(0, 0, [], [], AreFramesKnown: true);
            }

            // One view after the other: the browser records one trace at a time.
            using IDisposable turn = await group.Traces.EnterAsync();
            bool areFramesKnown = true;
            List<(FrameProcess Frame, string ViewId)> frames = [];
            foreach (View view in group.ViewsOf(caller))
            {
                IReadOnlyList<FrameProcess>? found = view.IsClosed ? [] : await view.FrameProcesses.ReadAsync();
                areFramesKnown &= found is not null || view.IsClosed;
                frames.AddRange((found ?? []).Select(frame => (frame, view.Identity.ViewId)));
            }

            return Assemble(known, frames, areFramesKnown);
        }
        catch (ConnectionClosedException closed)
        {
            throw EnvironmentErrors.FromLostConnection(closed);
        }
    }

    internal static CoreWebView2ProcessKind KindOf(string type) => type switch
    {
        "browser" => CoreWebView2ProcessKind.Browser,
        "renderer" => CoreWebView2ProcessKind.Renderer,
        "gpu-process" or "GPU" => CoreWebView2ProcessKind.Gpu,
        "zygote" => CoreWebView2ProcessKind.SandboxHelper,
        _ => CoreWebView2ProcessKind.Utility,
    };

    private static ProcessMap Assemble(GroupProcesses known, List<(FrameProcess Frame, string ViewId)> frames, bool areFramesKnown)
    {
        ILookup<int, ProcessFrame> byProcess = frames.ToLookup(
            static found => found.Frame.ProcessId, static found => new ProcessFrame(found.Frame.Uri, found.Frame.IsMainFrame, found.ViewId));
        return new ProcessMap(
            known.BrokerProcessId,
            known.Answer.BrowserPid,
            [.. known.Answer.Hosts.Select(static host => new HostProcess(host.Pid, host.Name, [.. host.Views.Select(ViewOf)]))],
            [.. known.Answer.Processes.Select(process => new BrowserProcess(process.Pid, KindOf(process.Type), process.Description ?? "", [.. byProcess[process.Pid]]))],
            areFramesKnown);
    }

    private static HostView ViewOf(BrokerDomain.View view) => new(view.ViewId, view.ProfileName, view.IsInPrivate);
}
