using Oriel.Core.Features.NewWindows;

namespace Microsoft.Web.WebView2.Core;

/// <summary>What a page wishes of the window it opens.</summary>
public class CoreWebView2WindowFeatures
{
    private readonly WindowFeatureList _features;

    internal CoreWebView2WindowFeatures(WindowFeatureList features) => _features = features;

    /// <summary>Whether <see cref="Left"/> and <see cref="Top"/> are wishes of the page.</summary>
    public bool HasPosition => (_features.Left ?? _features.Top) is not null;

    /// <summary>Whether <see cref="Width"/> and <see cref="Height"/> are wishes of the page.</summary>
    public bool HasSize => (_features.Width ?? _features.Height) is not null;

    /// <summary>The height, at least 100, in CSS pixels; 0 if the page has no wish.</summary>
    public uint Height => _features.Height ?? 0;

    /// <summary>The left edge, in CSS pixels of the screen; 0 if the page has no wish.</summary>
    public uint Left => _features.Left ?? 0;

    /// <summary>Whether the page wants a menu bar.</summary>
    public bool ShouldDisplayMenuBar => _features.MenuBar;

    /// <summary>Whether the page wants scroll bars.</summary>
    public bool ShouldDisplayScrollBars => _features.ScrollBars;

    /// <summary>Whether the page wants a status bar.</summary>
    public bool ShouldDisplayStatus => _features.Status;

    /// <summary>Whether the page wants a toolbar.</summary>
    public bool ShouldDisplayToolbar => _features.Toolbar;

    /// <summary>The top edge, in CSS pixels of the screen; 0 if the page has no wish.</summary>
    public uint Top => _features.Top ?? 0;

    /// <summary>The width, at least 100, in CSS pixels; 0 if the page has no wish.</summary>
    public uint Width => _features.Width ?? 0;
}
