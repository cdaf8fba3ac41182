namespace Microsoft.Web.WebView2.Core;

/// <summary>Which process failed, and how.</summary>
public enum CoreWebView2ProcessFailedKind
{
    /// <summary>The browser process ended unexpectedly. Every view of its group is closed and has to be created again.</summary>
    BrowserProcessExited = 0,

    /// <summary>The renderer of the main frame ended unexpectedly. The view shows an error page; reloading recovers it.</summary>
    RenderProcessExited = 1,

    /// <summary>The renderer of the main frame does not answer. Raised again about every 15 seconds while that lasts.</summary>
    RenderProcessUnresponsive = 2,

    /// <summary>A renderer ended that held child frames only. The main document goes on; the frames show an error page.</summary>
    FrameRenderProcessExited = 3,

    /// <summary>A utility process ended unexpectedly. The browser starts it again when needed; nothing has to be done.</summary>
    UtilityProcessExited = 4,

    /// <summary>A helper of the sandbox ended unexpectedly. This is not fatal; nothing has to be done.</summary>
    SandboxHelperProcessExited = 5,

    /// <summary>The GPU process ended unexpectedly. The browser starts it again; nothing has to be done.</summary>
    GpuProcessExited = 6,

    /// <summary>A Pepper plug-in process ended. Chromium no longer has any, so Oriel never raises this.</summary>
    PpapiPluginProcessExited = 7,

    /// <summary>A broker process of a Pepper plug-in ended. Chromium no longer has any, so Oriel never raises this.</summary>
    PpapiBrokerProcessExited = 8,

    /// <summary>A process of another kind ended unexpectedly. This is not fatal.</summary>
    UnknownProcessExited = 9,
}
