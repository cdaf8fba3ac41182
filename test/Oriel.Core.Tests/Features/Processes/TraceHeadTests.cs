using System.Collections.Generic;
using Microsoft.Web.WebView2.Core;
using Oriel.Core.Features.Processes;
using Oriel.Protocol.Cbor;
using Xunit;

namespace Oriel.Core.Tests.Features.Processes;

public sealed class TraceHeadTests
{
    [Fact]
    public void Frames_are_read_with_their_processes()
    {
        const string Head = """
            {"args": {"data": {"frameTreeNodeId": 3, "frames": [
                {"frame": "A", "isInPrimaryMainFrame": true, "isOutermostMainFrame": true, "name": "", "processId": 7004, "url": "http://a.test/"},
                {"frame": "B", "isInPrimaryMainFrame": false, "isOutermostMainFrame": false, "parent": "A", "processId": 7000, "url": "http://b.test/"}
            ], "persistentIds": true}}, "cat": "disabled-by-default-devtools.timeline", "name": "TracingStartedInBrowser", "ph": "I", "pid": 6905}
            """;

        Assert.Equal([new FrameProcess(7004, "http://a.test/", true), new FrameProcess(7000, "http://b.test/", false)], Read(Head));
    }

    [Fact]
    public void A_frame_whose_process_has_not_started_is_left_out()
    {
        const string Head = """
            {"name": "TracingStartedInBrowser", "args": {"data": {"frames": [{"frame": "A", "processPseudoId": "0x1", "url": "http://a.test/", "isOutermostMainFrame": true}]}}}
            """;

        Assert.Empty(Read(Head));
    }

    [Theory]
    [InlineData("""{"name": "RunTask", "args": {"data": {"frames": [{"processId": 1, "url": "http://a.test/"}]}}}""")]
    [InlineData("""{"name": "TracingStartedInBrowser", "args": {}}""")]
    [InlineData("""{"name": "TracingStartedInBrowser"}""")]
    [InlineData("{}")]
    public void Other_events_are_passed_over(string traced) => Assert.Empty(Read(traced));

    [Theory]
    [InlineData("browser", CoreWebView2ProcessKind.Browser)]
    [InlineData("renderer", CoreWebView2ProcessKind.Renderer)]
    [InlineData("gpu-process", CoreWebView2ProcessKind.Gpu)]
    [InlineData("utility", CoreWebView2ProcessKind.Utility)]
    [InlineData("zygote", CoreWebView2ProcessKind.SandboxHelper)]
    public void Types_of_processes_become_the_official_kinds(string type, CoreWebView2ProcessKind kind) => Assert.Equal(kind, ProcessMapReader.KindOf(type));

    private static List<FrameProcess> Read(string json)
    {
        using MessageBuffer buffer = new();
        CborJson.WriteCbor(json, buffer);
        List<FrameProcess> frames = [];
        TraceHead.Read([new CborValue(buffer.WrittenSpan.ToArray())], frames);
        return frames;
    }
}
