namespace Microsoft.Web.WebView2.Core;

/// <summary>The order in which release channels are searched for an installed browser.</summary>
public enum CoreWebView2ChannelSearchKind
{
    /// <summary>From the most stable channel to the least: Stable, Beta, Dev, Canary. This is the default.</summary>
    MostStable = 0,

    /// <summary>From the least stable channel to the most: Canary, Dev, Beta, Stable.</summary>
    LeastStable = 1,
}
