using System;
using Oriel.Core.Dispatching;

namespace Microsoft.Web.WebView2.Core;

/// <summary>Tells that a browser process, and every process of its group, is gone.</summary>
/// <remarks>Thread: that of the environment.</remarks>
public class CoreWebView2BrowserProcessExitedEventArgs : EventArgs
{
    private readonly OwnThread _thread = OwnThread.Current;

    internal CoreWebView2BrowserProcessExitedEventArgs(CoreWebView2BrowserProcessExitKind browserProcessExitKind, uint browserProcessId)
    {
        BrowserProcessExitKind = browserProcessExitKind;
        BrowserProcessId = browserProcessId;
    }

    /// <summary>Whether the process ended as it should.</summary>
    public CoreWebView2BrowserProcessExitKind BrowserProcessExitKind
    {
        get
        {
            _thread.Check(nameof(CoreWebView2BrowserProcessExitedEventArgs));
            return field;
        }
    }

    /// <summary>The id the process had. A newer browser of the environment has another one, by which an old event can be told.</summary>
    public uint BrowserProcessId
    {
        get
        {
            _thread.Check(nameof(CoreWebView2BrowserProcessExitedEventArgs));
            return field;
        }
    }
}
