namespace Microsoft.Web.WebView2.Core;

/// <summary>Which dialog a script wants to show.</summary>
public enum CoreWebView2ScriptDialogKind
{
    /// <summary><c>window.alert</c>: a message.</summary>
    Alert = 0,

    /// <summary><c>window.confirm</c>: a question answered by yes or no.</summary>
    Confirm = 1,

    /// <summary><c>window.prompt</c>: a question answered by text.</summary>
    Prompt = 2,

    /// <summary>The <c>beforeunload</c> event: whether the page may be left.</summary>
    Beforeunload = 3,
}
