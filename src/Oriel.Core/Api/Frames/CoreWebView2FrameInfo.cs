namespace Microsoft.Web.WebView2.Core;

/// <summary>What a frame was at the moment of asking: it does not change when the frame does.</summary>
/// <remarks>Frames of a failed process have a name and a source only: id 0, kind unknown, no parent.</remarks>
public class CoreWebView2FrameInfo
{
    /// <summary>For the frames of a failed process.</summary>
    internal CoreWebView2FrameInfo(string name, string source)
        : this(name, source, frameId: 0, CoreWebView2FrameKind.Unknown, parentFrameInfo: null)
    {
    }

    internal CoreWebView2FrameInfo(
        string name, string source, uint frameId, CoreWebView2FrameKind frameKind, CoreWebView2FrameInfo? parentFrameInfo)
    {
        Name = name;
        Source = source;
        FrameId = frameId;
        FrameKind = frameKind;
        ParentFrameInfo = parentFrameInfo;
    }

    /// <summary>The <c>name</c> attribute of the frame's element; empty if it has none.</summary>
    public string Name { get; }

    /// <summary>The URI of the document in the frame.</summary>
    public string Source { get; }

    /// <summary>The number of the frame, unique among the frames of the browser; 0 if not known.</summary>
    public uint FrameId { get; }

    /// <summary>The element that holds the frame.</summary>
    public CoreWebView2FrameKind FrameKind { get; }

    /// <summary>The frame around this one; null for a main frame, or if not known.</summary>
    public CoreWebView2FrameInfo? ParentFrameInfo { get; }
}
