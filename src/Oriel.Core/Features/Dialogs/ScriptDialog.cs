using System.Runtime.CompilerServices;
using Microsoft.Web.WebView2.Core;
using Oriel.Core.Dispatching;

namespace Oriel.Core.Features.Dialogs;

/// <summary>One dialog of a page, and the answer the app has given so far.</summary>
internal sealed class ScriptDialog(CoreWebView2ScriptDialogKind kind, string uri, string message, string defaultText)
{
    private const string Type = nameof(CoreWebView2ScriptDialogOpeningEventArgs);

    private readonly OwnThread _thread = OwnThread.Current;

    internal CoreWebView2ScriptDialogKind Kind { get; } = kind;

    internal string Uri { get; } = uri;

    internal string Message { get; } = message;

    internal string DefaultText { get; } = defaultText;

    internal string ResultText { get; set; } = "";

    internal bool IsAccepted { get; private set; }

    /// <summary>Set once, before anybody gets to see the dialog.</summary>
    internal EventCompletion? Completion { get; set; }

    internal ScriptDialog Enter([CallerMemberName] string member = "")
    {
        _thread.Check(Type, member);
        return this;
    }

    internal void Accept() => IsAccepted = true;

    internal CoreWebView2Deferral Defer() => Completion!.Defer(Type);
}
