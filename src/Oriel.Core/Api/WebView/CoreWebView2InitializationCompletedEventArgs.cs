using System;

namespace Microsoft.Web.WebView2.Core;

/// <summary>Tells a control's user that its view is ready, or why there is none.</summary>
public class CoreWebView2InitializationCompletedEventArgs : EventArgs
{
    /// <summary>Creates the arguments.</summary>
    /// <param name="ex">Why there is no view; null if there is one.</param>
    public CoreWebView2InitializationCompletedEventArgs(Exception? ex = null)
    {
        InitializationException = ex;
    }

    /// <summary>Whether the view is ready.</summary>
    public bool IsSuccess => InitializationException is null;

    /// <summary>Why there is no view; null if there is one.</summary>
    public Exception? InitializationException { get; }
}
