namespace Microsoft.Web.WebView2.Core;

/// <summary>What a requested resource is used for.</summary>
public enum CoreWebView2WebResourceContext
{
    /// <summary>Everything; meant for filters.</summary>
    All = 0,

    /// <summary>A document, in the main frame or a child frame.</summary>
    Document = 1,

    /// <summary>A style sheet.</summary>
    Stylesheet = 2,

    /// <summary>An image.</summary>
    Image = 3,

    /// <summary>Sound or video.</summary>
    Media = 4,

    /// <summary>A font.</summary>
    Font = 5,

    /// <summary>A script.</summary>
    Script = 6,

    /// <summary>Data asked for by <c>XMLHttpRequest</c>.</summary>
    XmlHttpRequest = 7,

    /// <summary>Data asked for by <c>fetch</c>.</summary>
    Fetch = 8,

    /// <summary>Subtitles or captions of a video.</summary>
    TextTrack = 9,

    /// <summary>A stream of server-sent events.</summary>
    EventSource = 10,

    /// <summary>A WebSocket connection.</summary>
    Websocket = 11,

    /// <summary>The manifest of a web app.</summary>
    Manifest = 12,

    /// <summary>A signed HTTP exchange.</summary>
    SignedExchange = 13,

    /// <summary>A ping: <c>sendBeacon</c>, or the <c>ping</c> attribute of a link.</summary>
    Ping = 14,

    /// <summary>A report about a violated Content Security Policy.</summary>
    CspViolationReport = 15,

    /// <summary>Anything else.</summary>
    Other = 16,
}
