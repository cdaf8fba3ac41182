namespace Microsoft.Web.WebView2.Core;

/// <summary>The role of a process in its group.</summary>
public enum CoreWebView2ProcessKind
{
    /// <summary>The browser process: one per group.</summary>
    Browser = 0,

    /// <summary>A renderer: runs the documents and scripts of one or more frames.</summary>
    Renderer = 1,

    /// <summary>A utility process, such as the network, storage or audio service.</summary>
    Utility = 2,

    /// <summary>A helper of the sandbox. On Linux these are the zygotes, which renderers are forked from.</summary>
    SandboxHelper = 3,

    /// <summary>The GPU process.</summary>
    Gpu = 4,

    /// <summary>A Pepper plug-in process. Chromium no longer has any, so Oriel never produces this.</summary>
    PpapiPlugin = 5,

    /// <summary>A broker process of a Pepper plug-in. Chromium no longer has any, so Oriel never produces this.</summary>
    PpapiBroker = 6,
}
