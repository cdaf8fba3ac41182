using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Xunit;

namespace Oriel.Conformance.Processes;

/// <summary>What GetProcessExtendedInfosAsync answered, checked for what always holds.</summary>
internal sealed class FrameSnapshot
{
    private FrameSnapshot(IReadOnlyList<CoreWebView2ProcessExtendedInfo> processes)
    {
        Processes = processes;
        Frames = [.. processes.SelectMany(static process => process.AssociatedFrameInfos)];
        Assert.Single(processes, static process => process.ProcessInfo.Kind == CoreWebView2ProcessKind.Browser);
        Assert.All(processes, static process => Assert.True(process.ProcessInfo.Kind == CoreWebView2ProcessKind.Renderer || process.AssociatedFrameInfos.Count == 0));
        Assert.Equal(Frames.Count, Frames.DistinctBy(static frame => frame.FrameId).Count());
        Assert.All(Frames, static frame => Assert.NotEqual(0u, frame.FrameId));
        Assert.All(Frames, static frame => Assert.Equal(frame.FrameKind == CoreWebView2FrameKind.MainFrame, frame.ParentFrameInfo is null));
    }

    public IReadOnlyList<CoreWebView2ProcessExtendedInfo> Processes { get; }

    public IReadOnlyList<CoreWebView2FrameInfo> Frames { get; }

    public static async Task<FrameSnapshot> TakeAsync(TestView view) => new(await view.Environment.GetProcessExtendedInfosAsync());

    /// <summary>The one frame with the address.</summary>
    public CoreWebView2FrameInfo Frame(string source) => Assert.Single(Frames, frame => frame.Source == source);

    /// <summary>The process the frame with the address is in.</summary>
    public int ProcessOf(string source) =>
        Assert.Single(Processes, process => process.AssociatedFrameInfos.Any(frame => frame.Source == source)).ProcessInfo.ProcessId;
}
