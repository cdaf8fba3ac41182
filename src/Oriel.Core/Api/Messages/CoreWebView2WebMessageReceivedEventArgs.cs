using System;
using System.Collections.Generic;
using Oriel.Client.Errors;
using Oriel.Core.Dispatching;
using Oriel.Core.Features;

namespace Microsoft.Web.WebView2.Core;

/// <summary>A message that a page or worker has posted to the app.</summary>
/// <remarks>Thread: that of the view.</remarks>
public class CoreWebView2WebMessageReceivedEventArgs : EventArgs
{
    private readonly OwnThread _thread = OwnThread.Current;

    internal CoreWebView2WebMessageReceivedEventArgs(string source, string webMessageAsJson, IReadOnlyList<object?> additionalObjects)
    {
        Source = source;
        WebMessageAsJson = webMessageAsJson;
        AdditionalObjects = additionalObjects;
    }

    /// <summary>The URI of the document that posted the message. Check it before trusting the message.</summary>
    public string Source
    {
        get
        {
            _thread.Check(nameof(CoreWebView2WebMessageReceivedEventArgs));
            return field;
        }
    }

    /// <summary>The message as JSON: an object, a number, a string in quotation marks, and so on.</summary>
    public string WebMessageAsJson
    {
        get
        {
            _thread.Check(nameof(CoreWebView2WebMessageReceivedEventArgs));
            return field;
        }
    }

    /// <summary>Objects posted along with the message, such as files; null where script passed none. Empty for most messages.</summary>
    public IReadOnlyList<object?> AdditionalObjects
    {
        get
        {
            _thread.Check(nameof(CoreWebView2WebMessageReceivedEventArgs));
            return field;
        }
    }

    /// <summary>Gets the message if it is a string.</summary>
    /// <returns>The string.</returns>
    /// <exception cref="ArgumentException">The message is not a string.</exception>
    public string TryGetWebMessageAsString()
    {
        _thread.Check(nameof(CoreWebView2WebMessageReceivedEventArgs));
        return JsonString.TryDecode(WebMessageAsJson, out string? text)
            ? text
            : throw new ArgumentException(
                $"The message from {Excerpt.Of(Source)} is not a string but {Excerpt.Of(WebMessageAsJson)}. "
                + "Read WebMessageAsJson, or let the page post a string.");
    }

#pragma warning disable CS0465 // Not a finalizer, on purpose: see below.
    /// <summary>Does nothing. The type this one stands in for declares a finalizer; there is nothing to finalize here.</summary>
    /// <remarks>A real one would put every message of a busy page through the finalizer queue; this is a new method of that name.</remarks>
    protected virtual void Finalize()
    {
    }
#pragma warning restore CS0465
}
