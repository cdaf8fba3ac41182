using Microsoft.Web.WebView2.Core;
using Oriel.Client.Sessions;
using Oriel.Core.Features.Requests;

namespace Oriel.Core.Features.Navigation;

/// <summary>One navigation of one frame, from its start to its completion. The browser names it by its loader.</summary>
internal sealed class NavigationState(ulong id, bool isMain, string url, CoreWebView2NavigationKind kind)
{
    internal ulong Id { get; } = id;

    internal bool IsMain { get; } = isMain;

    internal string Url { get; } = url;

    internal CoreWebView2NavigationKind Kind { get; } = kind;

    /// <summary>Empty until the browser has begun what the API asked for.</summary>
    internal string LoaderId { get; set; } = "";

    /// <summary>Where the browser told of it; null if it had not when the request came.</summary>
    internal CdpSession? Session { get; set; }

    /// <summary>The request for its document, once the browser has held it; of several after redirects, the last.</summary>
    internal PausedResource? Request { get; set; }

    internal bool IsUserInitiated { get; set; }

    /// <summary>NavigationStarting has been raised at least once.</summary>
    internal bool IsStarted { get; set; }

    /// <summary>The request for its document has been paused.</summary>
    internal bool HasAsked { get; set; }

    /// <summary>Its document is the frame's.</summary>
    internal bool IsCommitted { get; set; }

    internal bool IsCompleted { get; set; }

    /// <summary>The network's error, such as <c>net::ERR_ABORTED</c>.</summary>
    internal string? Error { get; set; }

    /// <summary>0 when there was no HTTP response.</summary>
    internal int HttpStatus { get; set; }

    /// <summary>The request for its document was sent to do something, and is not to be repeated.</summary>
    internal bool IsPosted { get; set; }

    /// <summary>What NavigateToString is to show, until it has been handed to the document.</summary>
    internal string? Content { get; set; }

    /// <summary>The empty document that takes <see cref="Content"/> has events of its own, which are not the navigation's.</summary>
    internal bool AwaitsContent { get; set; }

    /// <summary>Ended before a document came of it: cancelled, stopped, superseded, or answered with no content.</summary>
    internal bool IsAborted => Error == WebErrorStatuses.Aborted && !IsCommitted;
}
