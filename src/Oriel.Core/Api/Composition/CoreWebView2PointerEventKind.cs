namespace Microsoft.Web.WebView2.Core;

/// <summary>A pen or touch event for a view without a window of its own.</summary>
/// <remarks>The numbers are those of the Windows messages of the same meaning, on Linux as well.</remarks>
public enum CoreWebView2PointerEventKind
{
    /// <summary>The pointer is about to activate the window (WM_POINTERACTIVATE).</summary>
    Activate = 587,

    /// <summary>The pointer made contact (WM_POINTERDOWN).</summary>
    Down = 582,

    /// <summary>The pointer came over the view (WM_POINTERENTER).</summary>
    Enter = 585,

    /// <summary>The pointer left the view (WM_POINTERLEAVE).</summary>
    Leave = 586,

    /// <summary>The pointer ended its contact (WM_POINTERUP).</summary>
    Up = 583,

    /// <summary>The pointer moved or changed its pressure or tilt (WM_POINTERUPDATE).</summary>
    Update = 581,
}
