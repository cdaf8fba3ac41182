using Oriel.Hosting.Keys;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Keys;

/// <summary>A key for the page alone: what is dispatched so the browser does not act upon.</summary>
internal static class PageKey
{
    internal static Input.DispatchKeyEventCommand Of(KeyEvent key) => new(key.IsPress ? "rawKeyDown" : "keyUp")
    {
        Modifiers = ModifiersOf(key.Held),
        WindowsVirtualKeyCode = key.VirtualKey,

        // Without a native code it stays in the page: the browser acts upon what comes back from there unhandled otherwise.
        Code = KeyPlaces.Find(key.Keycode)?.Code ?? "",
        Key = NameOf(key),
        AutoRepeat = key.IsPress && key.WasDown,
    };

    private static int ModifiersOf(KeyModifiers held)
    {
        const int Alt = 1;
        const int Control = 2;
        const int Meta = 4;
        const int Shift = 8;
        return ((held & KeyModifiers.Alt) != 0 ? Alt : 0) | ((held & KeyModifiers.Control) != 0 ? Control : 0) | ((held & KeyModifiers.Super) != 0 ? Meta : 0) | ((held & KeyModifiers.Shift) != 0 ? Shift : 0);
    }

    /// <summary>As in a page's <c>KeyboardEvent.key</c>.</summary>
    private static string NameOf(KeyEvent key)
    {
        bool isShifted = (key.Held & KeyModifiers.Shift) != 0;
        return key.VirtualKey switch
        {
            >= 'A' and <= 'Z' when key.Keysym is >= 'a' and <= 'z' => ((char)(key.Keysym - (isShifted ? 'a' - 'A' : 0))).ToString(),
            >= VirtualKeys.F1 and <= VirtualKeys.F1 + 23 => $"F{key.VirtualKey - VirtualKeys.F1 + 1}",
            0xAA => "BrowserSearch",
            0xAB => "BrowserFavorites",
            0xAC => "BrowserHome",
            0xA6 => "BrowserBack",
            0xA7 => "BrowserForward",
            0xA8 => "BrowserRefresh",
            0xA9 => "BrowserStop",
            VirtualKeys.Left => "ArrowLeft",
            VirtualKeys.Right => "ArrowRight",
            0x24 => "Home",
            _ when key.Keysym is > ' ' and < 0x7F => ((char)key.Keysym).ToString(),
            _ => KeyPlaces.Find(key.Keycode)?.Code ?? "Unidentified",
        };
    }
}
