using System;

namespace Microsoft.Web.WebView2.Core;

/// <summary>The buttons and modifier keys held during a mouse event; a bit field.</summary>
/// <remarks>The numbers are those of the Windows MK_ constants.</remarks>
[Flags]
public enum CoreWebView2MouseEventVirtualKeys
{
    /// <summary>None is held.</summary>
    None = 0,

    /// <summary>The left mouse button.</summary>
    LeftButton = 1,

    /// <summary>The right mouse button.</summary>
    RightButton = 2,

    /// <summary>The Shift key.</summary>
    Shift = 4,

    /// <summary>The Control key.</summary>
    Control = 8,

    /// <summary>The middle mouse button.</summary>
    MiddleButton = 16,

    /// <summary>The first side button.</summary>
    XButton1 = 32,

    /// <summary>The second side button.</summary>
    XButton2 = 64,
}
