#pragma warning disable CA1051 // Apps are compiled against fields.

namespace Microsoft.Web.WebView2.Core;

/// <summary>What is known about the physical key behind a key event; the flags are numbers, 0 for no and 1 for yes.</summary>
public struct CoreWebView2PhysicalKeyStatus
{
    /// <summary>How many presses the event stands for: more than one when a held key repeats.</summary>
    public uint RepeatCount;

    /// <summary>The number of the key on the keyboard, independent of the layout, as Windows counts (PC/AT scan codes, set 1).</summary>
    public uint ScanCode;

    /// <summary>1 for a key of the extended part of the keyboard, such as the right Alt, the arrows or Insert.</summary>
    public int IsExtendedKey;

    /// <summary>1 while Alt is held.</summary>
    public int IsMenuKeyDown;

    /// <summary>1 if the key was down before the event: a repeat or a release.</summary>
    public int WasKeyDown;

    /// <summary>1 if the key has come up with this event.</summary>
    public int IsKeyReleased;
}
