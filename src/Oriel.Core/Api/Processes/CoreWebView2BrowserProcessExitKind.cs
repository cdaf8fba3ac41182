namespace Microsoft.Web.WebView2.Core;

/// <summary>Whether a browser process ended as it should.</summary>
public enum CoreWebView2BrowserProcessExitKind
{
    /// <summary>The process ended because nothing needed it any longer.</summary>
    Normal = 0,

    /// <summary>The process ended by itself or was ended from outside; its views are told with a process failure as well.</summary>
    Failed = 1,
}
