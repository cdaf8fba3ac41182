using System;
using System.Collections.Generic;
using Microsoft.Web.WebView2.Core;
using Oriel.Core.Features.Views;
using Oriel.Hosting.Keys;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Keys;

/// <summary>The keys of a view in a window that are more than text: the app hears of them first. The broker takes them from the browser (docs/adr/0026).</summary>
internal sealed class AcceleratorKeyFeature(View view) : Feature(view)
{
    private readonly HashSet<byte> _down = [];

    /// <summary>Keys that are down and that the page has from here, not from the browser.</summary>
    private readonly HashSet<byte> _inPage = [];
    private EventHandler<CoreWebView2AcceleratorKeyPressedEventArgs>? _pressed;
    private uint _lastRelease;
    private byte _lastReleased;
    private bool _areBrowserKeysEnabled = true;

    internal EventHandler<CoreWebView2AcceleratorKeyPressedEventArgs>? Pressed
    {
        get => _pressed;
        set
        {
            bool asked = _pressed is not null;
            _pressed = value;
            if (asked != value is not null)
            {
                Watch();
            }
        }
    }

    /// <summary>Whether the browser does what it does with keys, as far as a view has it.</summary>
    internal bool AreBrowserKeysEnabled
    {
        get => _areBrowserKeysEnabled;
        set
        {
            if (value != _areBrowserKeysEnabled)
            {
                _areBrowserKeysEnabled = value;
                Watch();
            }
        }
    }

    internal override void Close() => _pressed = null;

    /// <summary>A key of the view's window; not to be kept waiting.</summary>
    internal void OnKey(BrokerDomain.AcceleratorKeyEvent e)
    {
        KeyEvent key = new()
        {
            Keycode = unchecked((byte)e.Keycode),
            Keysym = unchecked((uint)e.Keysym),
            Held = BrowserKeys.Significant(unchecked((ushort)e.State)),
            IsPress = e.IsPress,
            WasDown = IsRepeated(e),
            IsBrowserEnabled = AreBrowserKeysEnabled,
        };
        if (VirtualKeys.IsAccelerator(key.VirtualKey, key.Held))
        {
            View.RaiseController(Pressed, new CoreWebView2AcceleratorKeyPressedEventArgs(View, key));
        }

        if (View.IsClosed)
        {
            return;
        }

        bool isForBrowser = key.IsBrowserEnabled || !BrowserKeys.OfThePage.Contains((key.VirtualKey, key.Held));
        if (e.IsHeld)
        {
            View.Link.Connection.BrowserSession.Post(new BrokerDomain.AnswerKeyCommand(View.Identity.ViewId, e.Number, ToPage: !key.IsHandled && isForBrowser));
        }

        if (!key.IsPress)
        {
            if (_inPage.Remove(key.Keycode))
            {
                View.Page.Post(PageKey.Of(key));
            }
        }
        else if (!key.IsHandled && (e.IsTaken || (e.IsHeld && !isForBrowser)))
        {
            _inPage.Add(key.Keycode);
            View.Page.Post(PageKey.Of(key));
            if (key.IsBrowserEnabled && View.Settings.AreDevToolsEnabled && BrowserKeys.OpenDevTools(key.VirtualKey, key.Held))
            {
                View.Window.OpenDevTools();
            }
        }
    }

    /// <summary>X tells of a key that is held as of one that is let go and pressed again in the same millisecond.</summary>
    private bool IsRepeated(BrokerDomain.AcceleratorKeyEvent e)
    {
        byte keycode = unchecked((byte)e.Keycode);
        uint time = unchecked((uint)e.Time);
        if (!e.IsPress)
        {
            _down.Remove(keycode);
            _lastReleased = keycode;
            _lastRelease = time;
            return true;
        }

        bool isRepeated = !_down.Add(keycode) || (_lastReleased == keycode && _lastRelease == time && time != 0);
        _lastReleased = 0;
        return isRepeated;
    }

    private void Watch() => View.Link.Connection.BrowserSession.Post(new BrokerDomain.WatchKeysCommand(View.Identity.ViewId, Pressed is not null, !AreBrowserKeysEnabled));
}
