using Microsoft.Web.WebView2.Core;
using Oriel.Hosting.Keys;

namespace Oriel.Core.Features.Keys;

/// <summary>A key that was pressed or released, as Windows would tell of it.</summary>
internal sealed class KeyEvent
{
    public required byte Keycode { get; init; }

    public required uint Keysym { get; init; }

    public required KeyModifiers Held { get; init; }

    public required bool IsPress { get; init; }

    /// <summary>It was down already.</summary>
    public required bool WasDown { get; init; }

    /// <summary>The app has used it.</summary>
    public bool IsHandled { get; set; }

    /// <summary>The browser may do what it does by it.</summary>
    public required bool IsBrowserEnabled { get; set; }

    public int VirtualKey => VirtualKeys.Of(Keycode, Keysym);

    /// <summary>Windows has messages of their own for keys together with Alt, without Control, and for F10.</summary>
    public bool IsSystem => ((Held & (KeyModifiers.Alt | KeyModifiers.Control)) == KeyModifiers.Alt) || VirtualKey is VirtualKeys.F10 or VirtualKeys.Alt;

    public CoreWebView2KeyEventKind Kind => (IsPress, IsSystem) switch
    {
        (true, false) => CoreWebView2KeyEventKind.KeyDown,
        (false, false) => CoreWebView2KeyEventKind.KeyUp,
        (true, true) => CoreWebView2KeyEventKind.SystemKeyDown,
        (false, true) => CoreWebView2KeyEventKind.SystemKeyUp,
    };

    public CoreWebView2PhysicalKeyStatus Status
    {
        get
        {
            (byte scanCode, bool isExtended) = KeyPlaces.ScanCodeOf(Keycode);
            return new CoreWebView2PhysicalKeyStatus
            {
                RepeatCount = 1,
                ScanCode = scanCode,
                IsExtendedKey = isExtended ? 1 : 0,
                IsMenuKeyDown = (Held & KeyModifiers.Alt) != 0 ? 1 : 0,
                WasKeyDown = WasDown || !IsPress ? 1 : 0,
                IsKeyReleased = IsPress ? 0 : 1,
            };
        }
    }

    /// <summary>As with WM_KEYDOWN: repeat count, scan code, then from bit 24 the flags.</summary>
    public int LParam
    {
        get
        {
            CoreWebView2PhysicalKeyStatus status = Status;
            return unchecked((int)(status.RepeatCount | (status.ScanCode << 16) | ((uint)status.IsExtendedKey << 24) | ((uint)status.IsMenuKeyDown << 29) | ((uint)status.WasKeyDown << 30) | ((uint)status.IsKeyReleased << 31)));
        }
    }
}
