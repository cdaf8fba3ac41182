using System;
using Oriel.Core.Dispatching;

namespace Microsoft.Web.WebView2.Core;

/// <summary>Tells that the view has another URI than before.</summary>
/// <remarks>Thread: that of the view.</remarks>
public class CoreWebView2SourceChangedEventArgs : EventArgs
{
    private readonly OwnThread _thread = OwnThread.Current;

    internal CoreWebView2SourceChangedEventArgs(bool isNewDocument)
    {
        IsNewDocument = isNewDocument;
    }

    /// <summary>Whether the URI is that of another document; false for another place or state of the same one.</summary>
    public bool IsNewDocument
    {
        get
        {
            _thread.Check(nameof(CoreWebView2SourceChangedEventArgs));
            return field;
        }
    }
}
