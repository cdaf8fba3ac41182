using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Connections;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Environments;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Processes;

/// <summary>The processes of a browser with the frames that live in each, as the broker finds them out.</summary>
internal static class ExtendedProcessReader
{
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    internal static async Task<IReadOnlyList<CoreWebView2ProcessExtendedInfo>> ReadAsync(BrowserGroup group)
    {
        try
        {
            return await group.GetProcessesAsync(group.Dispatcher) is { } known ? Assemble(known.Answer) : [];
        }
        catch (ConnectionClosedException)
        {
            // The browser has ended meanwhile, and then there are none.
            return [];
        }
    }

    private static CoreWebView2ProcessExtendedInfo[] Assemble(BrokerDomain.GetProcessesResult answer)
    {
        // A parent's number is less than its child's, so it is made first.
        Dictionary<int, CoreWebView2FrameInfo> byNumber = [];
        foreach (BrokerDomain.FrameInfo frame in answer.Frames)
        {
            CoreWebView2FrameInfo? parent = frame.ParentNumber is { } number ? byNumber.GetValueOrDefault(number) : null;
            byNumber.Add(frame.Number, new CoreWebView2FrameInfo(frame.Name, frame.Url, (uint)frame.Number, KindOf(frame.Kind), parent));
        }

        ILookup<int?, CoreWebView2FrameInfo> byProcess = answer.Frames.ToLookup(static frame => frame.Pid, frame => byNumber[frame.Number]);
        return
        [
            .. answer.Processes.Select(process =>
                new CoreWebView2ProcessExtendedInfo(new CoreWebView2ProcessInfo(process.Pid, ProcessMapReader.KindOf(process.Type)), [.. byProcess[process.Pid]])),
        ];
    }

    private static CoreWebView2FrameKind KindOf(string kind) => kind switch
    {
        BrokerDomain.FrameKind.Main => CoreWebView2FrameKind.MainFrame,
        BrokerDomain.FrameKind.Iframe => CoreWebView2FrameKind.Iframe,
        BrokerDomain.FrameKind.Embed => CoreWebView2FrameKind.Embed,
        BrokerDomain.FrameKind.Object => CoreWebView2FrameKind.Object,
        _ => CoreWebView2FrameKind.Unknown,
    };
}
