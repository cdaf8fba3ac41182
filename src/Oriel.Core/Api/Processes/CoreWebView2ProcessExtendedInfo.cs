using System.Collections.Generic;

namespace Microsoft.Web.WebView2.Core;

/// <summary>One process of a browser's group, with the frames that live in it.</summary>
public class CoreWebView2ProcessExtendedInfo
{
    internal CoreWebView2ProcessExtendedInfo(CoreWebView2ProcessInfo processInfo, IReadOnlyList<CoreWebView2FrameInfo> associatedFrameInfos)
    {
        ProcessInfo = processInfo;
        AssociatedFrameInfos = associatedFrameInfos;
    }

    /// <summary>The frames whose documents run in this process at the moment; only a renderer has any.</summary>
    public IReadOnlyList<CoreWebView2FrameInfo> AssociatedFrameInfos { get; }

    /// <summary>The process.</summary>
    public CoreWebView2ProcessInfo ProcessInfo { get; }
}
