using System;

namespace Microsoft.Web.WebView2.Core;

/// <summary>Where a request comes from; a bit field.</summary>
[Flags]
public enum CoreWebView2WebResourceRequestSourceKinds
{
    /// <summary>From nowhere; a filter with this value is refused.</summary>
    None = 0,

    /// <summary>A page: its frames, its dedicated workers, and the first script of a shared worker.</summary>
    Document = 1,

    /// <summary>A shared worker.</summary>
    SharedWorker = 2,

    /// <summary>A service worker.</summary>
    ServiceWorker = 4,

    /// <summary>Every source there is.</summary>
    All = -1,
}
