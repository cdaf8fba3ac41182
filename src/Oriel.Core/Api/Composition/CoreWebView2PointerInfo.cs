using System.Drawing;

namespace Microsoft.Web.WebView2.Core;

/// <summary>What a finger or a pen does, for <see cref="CoreWebView2CompositionController.SendPointerInput"/>. An environment makes it; the numbers are those of the Windows structures.</summary>
/// <remarks>Thread: any, one at a time.</remarks>
public partial class CoreWebView2PointerInfo
{
    internal CoreWebView2PointerInfo()
    {
    }

    /// <summary>Kept, without effect: the kind of the event tells it. POINTER_BUTTON_CHANGE_KIND.</summary>
    public int ButtonChangeKind { get; set; }

    /// <summary>Kept, without effect.</summary>
    public Rectangle DisplayRect { get; set; }

    /// <summary>Kept, without effect.</summary>
    public uint FrameId { get; set; }

    /// <summary>Kept, without effect: pixels count.</summary>
    public Point HimetricLocation { get; set; }

    /// <summary>Kept, without effect: pixels count.</summary>
    public Point HimetricLocationRaw { get; set; }

    /// <summary>Kept, without effect: each event stands for itself.</summary>
    public uint HistoryCount { get; set; }

    /// <summary>Kept, without effect.</summary>
    public int InputData { get; set; }

    /// <summary>Kept, without effect.</summary>
    public uint KeyStates { get; set; }

    /// <summary>PEN_FLAGS. With the barrel button (1) a pen presses as the right button of a mouse does.</summary>
    public uint PenFlags { get; set; }

    /// <summary>PEN_MASK: which of pressure (1), rotation (2), tilt in x (4) and y (8) are known.</summary>
    public uint PenMask { get; set; }

    /// <summary>From 0 to 1024.</summary>
    public uint PenPressure { get; set; }

    /// <summary>In degrees, from 0 to 359.</summary>
    public uint PenRotation { get; set; }

    /// <summary>In degrees, from -90 to 90.</summary>
    public int PenTiltX { get; set; }

    /// <summary>In degrees, from -90 to 90.</summary>
    public int PenTiltY { get; set; }

    /// <summary>Kept, without effect.</summary>
    public ulong PerformanceCount { get; set; }

    /// <summary>Where it is in the view, in pixels.</summary>
    public Point PixelLocation { get; set; }

    /// <summary>Kept, without effect.</summary>
    public Point PixelLocationRaw { get; set; }

    /// <summary>Kept, without effect.</summary>
    public Rectangle PointerDeviceRect { get; set; }

    /// <summary>POINTER_FLAGS. With the flag of a cancelled one (0x8000) the last finger that goes up ends with touchcancel.</summary>
    public uint PointerFlags { get; set; }

    /// <summary>Tells one finger from the other while both are down.</summary>
    public uint PointerId { get; set; }

    /// <summary>POINTER_INPUT_KIND: 2 for a finger (PT_TOUCH), 3 for a pen (PT_PEN).</summary>
    public uint PointerKind { get; set; }

    /// <summary>Kept, without effect.</summary>
    public uint Time { get; set; }

    /// <summary>How large the finger is, in pixels.</summary>
    public Rectangle TouchContact { get; set; }

    /// <summary>Kept, without effect.</summary>
    public Rectangle TouchContactRaw { get; set; }

    /// <summary>Kept, without effect.</summary>
    public uint TouchFlags { get; set; }

    /// <summary>TOUCH_MASK: which of contact area (1), orientation (2) and pressure (4) are known.</summary>
    public uint TouchMask { get; set; }

    /// <summary>In degrees, from 0 to 359.</summary>
    public uint TouchOrientation { get; set; }

    /// <summary>From 0 to 1024.</summary>
    public uint TouchPressure { get; set; }
}
