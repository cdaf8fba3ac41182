namespace Microsoft.Web.WebView2.Core;

/// <summary>What an item of a context menu is.</summary>
public enum CoreWebView2ContextMenuItemKind
{
    /// <summary>An item that does something when chosen.</summary>
    Command = 0,

    /// <summary>An item that is on or off.</summary>
    CheckBox = 1,

    /// <summary>An item of a group of which one is on.</summary>
    Radio = 2,

    /// <summary>A line between items; it cannot be chosen.</summary>
    Separator = 3,

    /// <summary>An item that opens a menu of its own.</summary>
    Submenu = 4,
}
