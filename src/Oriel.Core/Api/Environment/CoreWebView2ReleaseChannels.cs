using System;

namespace Microsoft.Web.WebView2.Core;

/// <summary>The release channels in which an installed browser is searched; a bit field.</summary>
/// <remarks>
/// On Linux the stable channel is Microsoft Edge, then Google Chrome, then Chromium; the other channels are those of Edge and Chrome.
/// </remarks>
[Flags]
public enum CoreWebView2ReleaseChannels
{
    /// <summary>No channel. With this value alone no browser is ever found.</summary>
    None = 0,

    /// <summary>The stable channel.</summary>
    Stable = 1,

    /// <summary>The beta channel.</summary>
    Beta = 2,

    /// <summary>The dev channel.</summary>
    Dev = 4,

    /// <summary>The canary channel.</summary>
    Canary = 8,
}
