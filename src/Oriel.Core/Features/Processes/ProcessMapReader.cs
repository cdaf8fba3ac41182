using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Connections;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Environments;
using Oriel.Diagnostics;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Processes;

/// <summary>Puts a <see cref="ProcessMap"/> together: all of it is the broker's to know.</summary>
internal static class ProcessMapReader
{
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    internal static async Task<ProcessMap> ReadAsync(BrowserGroup group)
    {
        try
        {
            if (await group.GetProcessesAsync(group.Dispatcher) is not { } known)
            {
                return new ProcessMap(0, 0, [], [], AreFramesKnown: true);
            }

            return Assemble(known);
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

    private static ProcessMap Assemble(GroupProcesses known)
    {
        ILookup<int?, ProcessFrame> byProcess = known.Answer.Frames.ToLookup(
            static frame => frame.Pid, static frame => new ProcessFrame(frame.Url, frame.Kind == BrokerDomain.FrameKind.Main, frame.ViewId));
        return new ProcessMap(
            known.BrokerProcessId,
            known.Answer.BrowserPid,
            [.. known.Answer.Hosts.Select(static host => new HostProcess(host.Pid, host.Name, [.. host.Views.Select(ViewOf)]))],
            [.. known.Answer.Processes.Select(process => new BrowserProcess(process.Pid, KindOf(process.Type), process.Description ?? "", [.. byProcess[process.Pid]]))],
            AreFramesKnown: !byProcess.Contains(null));
    }

    private static HostView ViewOf(BrokerDomain.View view) => new(view.ViewId, view.ProfileName, view.IsInPrivate);
}
