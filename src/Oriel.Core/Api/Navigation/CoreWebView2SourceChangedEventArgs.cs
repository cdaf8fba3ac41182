using System;

namespace Microsoft.Web.WebView2.Core;

/// <summary>Tells that the view has another URI than before.</summary>
public class CoreWebView2SourceChangedEventArgs : EventArgs
{
    internal CoreWebView2SourceChangedEventArgs(bool isNewDocument)
    {
        IsNewDocument = isNewDocument;
    }

    /// <summary>Whether the URI is that of another document; false for another place or state of the same one.</summary>
    public bool IsNewDocument { get; }
}
