using System;

namespace Microsoft.Web.WebView2.Core;

public partial class CoreWebView2
{
    /// <summary>
    /// Raised when a process the view depends on has ended unexpectedly, or the renderer of its main frame does not answer. When it was the browser process, the view is closed before the handlers run, and
    /// <see cref="CoreWebView2Environment.BrowserProcessExited"/> comes after they have returned.
    /// </summary>
    public event EventHandler<CoreWebView2ProcessFailedEventArgs> ProcessFailed
    {
        add => Use().Failures.Failed += value;
        remove => UseAfterClose().Failures.Failed -= value;
    }

    /// <summary>Raised when the page, or a frame of it, opens a window: with window.open, or by a link or form with a target.</summary>
    public event EventHandler<CoreWebView2NewWindowRequestedEventArgs> NewWindowRequested
    {
        add => Use().NewWindows.Requested += value;
        remove => UseAfterClose().NewWindows.Requested -= value;
    }

    /// <summary>
    /// Raised when a page, or a frame of it, asks for something its user has to permit, of which nothing is saved in the profile for its origin. The call of the page waits for the handlers and their
    /// deferrals. Without a handler the page is told that its user did not want to decide.
    /// </summary>
    public event EventHandler<CoreWebView2PermissionRequestedEventArgs> PermissionRequested
    {
        add => Use().Permissions.Requested += value;
        remove => UseAfterClose().Permissions.Requested -= value;
    }

    /// <summary>
    /// Raised when a page, or a frame of it, calls alert, confirm or prompt, or wants to keep its user (beforeunload), in a document that was loaded when
    /// <see cref="CoreWebView2Settings.AreDefaultScriptDialogsEnabled"/> was false. The page's script waits for the handlers and their deferrals.
    /// </summary>
    public event EventHandler<CoreWebView2ScriptDialogOpeningEventArgs> ScriptDialogOpening
    {
        add => Use().Dialogs.Opening += value;
        remove => UseAfterClose().Dialogs.Opening -= value;
    }
}
