using System.Runtime.CompilerServices;
using Microsoft.Web.WebView2.Core;
using Oriel.Core.Dispatching;

namespace Oriel.Core.Features.Dialogs;

/// <summary>One dialog of a page, and the answer the app has given so far.</summary>
internal sealed class ScriptDialog(CoreWebView2ScriptDialogKind kind, string uri, string message, string defaultText)
    : DeferrableEvent(nameof(CoreWebView2ScriptDialogOpeningEventArgs))
{
    internal CoreWebView2ScriptDialogKind Kind { get; } = kind;

    internal string Uri { get; } = uri;

    internal string Message { get; } = message;

    internal string DefaultText { get; } = defaultText;

    internal string ResultText { get; set; } = "";

    internal bool IsAccepted { get; private set; }

    internal ScriptDialog Enter([CallerMemberName] string member = "")
    {
        Check(member);
        return this;
    }

    internal void Accept() => IsAccepted = true;
}
