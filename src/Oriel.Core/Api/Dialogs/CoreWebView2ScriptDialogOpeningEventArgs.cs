using System;
using Oriel.Core.Features.Dialogs;

namespace Microsoft.Web.WebView2.Core;

/// <summary>Tells that a page wants to show a dialog. The page's script waits until the handlers have returned and their deferrals are complete.</summary>
/// <remarks>Thread: that of the view.</remarks>
public class CoreWebView2ScriptDialogOpeningEventArgs : EventArgs
{
    private readonly ScriptDialog _dialog;

    internal CoreWebView2ScriptDialogOpeningEventArgs(ScriptDialog dialog) => _dialog = dialog;

    /// <summary>What a prompt offers as its answer; empty for the other kinds.</summary>
    public string DefaultText => _dialog.Enter().DefaultText;

    /// <summary>What kind of dialog it is.</summary>
    public CoreWebView2ScriptDialogKind Kind => _dialog.Enter().Kind;

    /// <summary>What the page says to its user; empty for beforeunload.</summary>
    public string Message => _dialog.Enter().Message;

    /// <summary>What <c>prompt()</c> returns when the dialog is accepted. At first empty.</summary>
    public string ResultText
    {
        get => _dialog.Enter().ResultText;
        set => _dialog.Enter().ResultText = value;
    }

    /// <summary>The URI of the document that asks: the frame's own, if it is a frame.</summary>
    public string Uri => _dialog.Enter().Uri;

    /// <summary>Answers OK: confirm returns true, prompt <see cref="ResultText"/>, and a page with beforeunload is left. Without it the answer is Cancel.</summary>
    public void Accept() => _dialog.Enter().Accept();

    /// <summary>Keeps the dialog open after the handler has returned.</summary>
    /// <returns>To be completed on this thread; use <c>using</c>.</returns>
    /// <exception cref="InvalidOperationException">The event is complete.</exception>
    public CoreWebView2Deferral GetDeferral() => _dialog.Defer();
}
