namespace Microsoft.Web.WebView2.Core;

/// <summary>A mouse event for a view without a window of its own.</summary>
/// <remarks>The numbers are those of the Windows messages of the same meaning, on Linux as well.</remarks>
public enum CoreWebView2MouseEventKind
{
    /// <summary>The wheel was tilted or turned sideways (WM_MOUSEHWHEEL).</summary>
    HorizontalWheel = 526,

    /// <summary>The left button went down for the second time in quick succession (WM_LBUTTONDBLCLK).</summary>
    LeftButtonDoubleClick = 515,

    /// <summary>The left button went down (WM_LBUTTONDOWN).</summary>
    LeftButtonDown = 513,

    /// <summary>The left button came up (WM_LBUTTONUP).</summary>
    LeftButtonUp = 514,

    /// <summary>The pointer left the view (WM_MOUSELEAVE).</summary>
    Leave = 675,

    /// <summary>The middle button went down for the second time in quick succession (WM_MBUTTONDBLCLK).</summary>
    MiddleButtonDoubleClick = 521,

    /// <summary>The middle button went down (WM_MBUTTONDOWN).</summary>
    MiddleButtonDown = 519,

    /// <summary>The middle button came up (WM_MBUTTONUP).</summary>
    MiddleButtonUp = 520,

    /// <summary>The pointer moved (WM_MOUSEMOVE).</summary>
    Move = 512,

    /// <summary>The right button went down for the second time in quick succession (WM_RBUTTONDBLCLK).</summary>
    RightButtonDoubleClick = 518,

    /// <summary>The right button went down (WM_RBUTTONDOWN).</summary>
    RightButtonDown = 516,

    /// <summary>The right button came up (WM_RBUTTONUP).</summary>
    RightButtonUp = 517,

    /// <summary>The wheel was turned (WM_MOUSEWHEEL).</summary>
    Wheel = 522,

    /// <summary>A side button went down for the second time in quick succession (WM_XBUTTONDBLCLK).</summary>
    XButtonDoubleClick = 525,

    /// <summary>A side button went down (WM_XBUTTONDOWN); the mouse data says which.</summary>
    XButtonDown = 523,

    /// <summary>A side button came up (WM_XBUTTONUP); the mouse data says which.</summary>
    XButtonUp = 524,

    /// <summary>The right button went down over a part of the page that acts as window frame (WM_NCRBUTTONDOWN).</summary>
    NonClientRightButtonDown = 164,

    /// <summary>The right button came up over a part of the page that acts as window frame (WM_NCRBUTTONUP).</summary>
    NonClientRightButtonUp = 165,
}
