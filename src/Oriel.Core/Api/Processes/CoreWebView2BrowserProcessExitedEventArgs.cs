using System;

namespace Microsoft.Web.WebView2.Core;

/// <summary>Tells that a browser process, and every process of its group, is gone.</summary>
public class CoreWebView2BrowserProcessExitedEventArgs : EventArgs
{
    internal CoreWebView2BrowserProcessExitedEventArgs(CoreWebView2BrowserProcessExitKind browserProcessExitKind, uint browserProcessId)
    {
        BrowserProcessExitKind = browserProcessExitKind;
        BrowserProcessId = browserProcessId;
    }

    /// <summary>Whether the process ended as it should.</summary>
    public CoreWebView2BrowserProcessExitKind BrowserProcessExitKind { get; }

    /// <summary>The id the process had. A newer browser of the environment has another one, by which an old event can be told.</summary>
    public uint BrowserProcessId { get; }
}
