using System;

namespace Microsoft.Web.WebView2.Core;

/// <summary>Thrown when no browser is found that could host views.</summary>
public class WebView2RuntimeNotFoundException : Exception
{
    private const string DefaultMessage =
        "No Chromium-based browser was found to host views. Install Microsoft Edge, Google Chrome or Chromium from your distribution's "
        + "packages, or name the folder of one in browserExecutableFolder or in the variable WEBVIEW2_BROWSER_EXECUTABLE_FOLDER.";

    /// <summary>Creates the exception with a message that says how to install a browser.</summary>
    public WebView2RuntimeNotFoundException()
        : base(DefaultMessage)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was searched, and what to do.</param>
    public WebView2RuntimeNotFoundException(string? message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message that says how to install a browser.</summary>
    /// <param name="inner">What made the search fail.</param>
    public WebView2RuntimeNotFoundException(Exception? inner)
        : base(DefaultMessage, inner)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was searched, and what to do.</param>
    /// <param name="inner">What made the search fail.</param>
    public WebView2RuntimeNotFoundException(string? message, Exception? inner)
        : base(message, inner)
    {
    }
}
