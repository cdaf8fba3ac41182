using System;
using System.IO;
using System.Linq;
using Oriel.Client.Errors;
using Oriel.Core.Dispatching;

namespace Microsoft.Web.WebView2.Core;

/// <summary>An HTTP response that the app gives in place of the network's. Made with <see cref="CoreWebView2Environment.CreateWebResourceResponse"/>.</summary>
/// <remarks>Thread: the one it was made on; but <see cref="Content"/> is read on a background thread.</remarks>
public class CoreWebView2WebResourceResponse
{
    private readonly OwnThread _thread = OwnThread.Current;
    private Stream? _content;
    private CoreWebView2HttpResponseHeaders _headers;
    private string _reasonPhrase = "";
    private int _statusCode;

    internal CoreWebView2WebResourceResponse(Stream? content, CoreWebView2HttpResponseHeaders headers)
    {
        _content = content;
        _headers = headers;
    }

    /// <summary>The body; null for none.</summary>
    /// <remarks>
    /// Read on a background thread, from where it stands to its end, when the handlers have returned and their deferrals are complete; everything must be in it by then. It is not
    /// disposed of.
    /// </remarks>
    public Stream? Content
    {
        get => Check()._content;
        set => Check()._content = value;
    }

    /// <summary>The headers, which can be changed.</summary>
    public CoreWebView2HttpResponseHeaders Headers => Check()._headers;

    /// <summary>The words beside the status, such as <c>Not Found</c>; empty for the usual ones.</summary>
    /// <exception cref="ArgumentException">It is not one line of printable ASCII.</exception>
    public string ReasonPhrase
    {
        get => Check()._reasonPhrase;
        set
        {
            _ = Check();
            ArgumentNullException.ThrowIfNull(value);
            _reasonPhrase = value.All(static character => character is >= ' ' and <= '~')
                ? value
                : throw new ArgumentException($"'{Excerpt.Of(value)}' cannot be a reason phrase: it has characters other than printable ASCII.", nameof(value));
        }
    }

    /// <summary>The HTTP status.</summary>
    /// <exception cref="ArgumentException">It is not between 100 and 599.</exception>
    public int StatusCode
    {
        get => Check()._statusCode;
        set => Check()._statusCode = value is >= 100 and <= 599
            ? value
            : throw new ArgumentException($"{value} is no HTTP status. Give one from 100 to 599, such as 200.", nameof(value));
    }

    private CoreWebView2WebResourceResponse Check([System.Runtime.CompilerServices.CallerMemberName] string member = "")
    {
        _thread.Check(nameof(CoreWebView2WebResourceResponse), member);
        return this;
    }
}
