using System;
using System.Runtime.CompilerServices;
using Oriel.Core.Features.Keys;
using Oriel.Core.Features.Views;

namespace Microsoft.Web.WebView2.Core;

/// <summary>Tells of a key that may be a shortcut, before the page has it.</summary>
/// <remarks>Thread: that of the view.</remarks>
public class CoreWebView2AcceleratorKeyPressedEventArgs : EventArgs
{
    private readonly View _view;
    private readonly KeyEvent _key;

    internal CoreWebView2AcceleratorKeyPressedEventArgs(View view, KeyEvent key)
    {
        _view = view;
        _key = key;
    }

    /// <summary>Whether the app has used the key: neither the page nor the browser gets it then. A release always goes to the page if the press did.</summary>
    public bool Handled
    {
        get => Use().IsHandled;
        set => Use().IsHandled = value;
    }

    /// <summary>
    /// Whether the browser may do what it does by this key, such as reload the page; the page has it first in any case. At first as <see cref="CoreWebView2Settings.AreBrowserAcceleratorKeysEnabled"/>.
    /// </summary>
    public bool IsBrowserAcceleratorKeyEnabled
    {
        get => Use().IsBrowserEnabled;
        set => Use().IsBrowserEnabled = value;
    }

    /// <summary>Whether it was pressed or released, and whether together with Alt.</summary>
    public CoreWebView2KeyEventKind KeyEventKind => Use().Kind;

    /// <summary>What Windows would send along: repeat count, scan code and flags, as with WM_KEYDOWN.</summary>
    public int KeyEventLParam => Use().LParam;

    /// <summary>The same in parts.</summary>
    public CoreWebView2PhysicalKeyStatus PhysicalKeyStatus => Use().Status;

    /// <summary>The Windows virtual-key code, such as 0x70 for F1, or an upper-case letter.</summary>
    public uint VirtualKey => (uint)Use().VirtualKey;

    private KeyEvent Use([CallerMemberName] string member = "")
    {
        _ = _view.EnterThread(nameof(CoreWebView2AcceleratorKeyPressedEventArgs), member);
        return _key;
    }
}
