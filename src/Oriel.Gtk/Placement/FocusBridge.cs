using System;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Gtk.Interop;
using Oriel.Gtk.Toolkits;

namespace Oriel.Gtk.Placement;

/// <summary>
/// Makes the focus of GTK and that of the display one: the page has the display's when its widget has GTK's, and the other way round.
/// </summary>
/// <remarks>
/// The display's focus is known from the display, asked when it matters: what a view tells of it is about the past, and the user may have clicked elsewhere since. Thread: GTK's.
/// </remarks>
internal sealed class FocusBridge
{
    private const int TabForward = 0;
    private const int TabBackward = 1;

    private readonly Toolkit _toolkit;
    private readonly HostWindow _window;
    private readonly WidgetPlace _place;
    private readonly nint _widget;
    private readonly SignalSet _widgetSignals = new();
    private readonly SignalSet _toplevelSignals = new();
    private CoreWebView2Controller? _controller;

    /// <summary>How GTK's focus is on its way, while it is.</summary>
    private CoreWebView2MoveFocusReason _reason = CoreWebView2MoveFocusReason.Programmatic;

    /// <summary>GTK's focus follows the display's, which may have gone on already: the next click is in another widget.</summary>
    private bool _isFollowing;

    public FocusBridge(Toolkit toolkit, nint widget, HostWindow window, WidgetPlace place)
    {
        _toolkit = toolkit;
        _widget = widget;
        _window = window;
        _place = place;
        _widgetSignals.Connect(widget, "notify::has-focus", _ => OnWidgetFocus());
        place.ToplevelChanged += OnToplevelChanged;
    }

    /// <summary>There is a page from now on.</summary>
    public void Begin(CoreWebView2Controller controller)
    {
        _controller = controller;
        controller.GotFocus += (_, _) => OnPageFocus();
        controller.MoveFocusRequested += OnMoveFocusRequested;
        OnWidgetFocus();
    }

    public void End()
    {
        _controller = null;
        _widgetSignals.DisconnectAll();
        _toplevelSignals.DisconnectAll();
    }

    private void OnToplevelChanged()
    {
        _toplevelSignals.DisconnectAll();
        if (_place.Toplevel is not 0 and var toplevel && _toolkit.IsWindow(toplevel))
        {
            _toplevelSignals.Connect(toplevel, _toolkit.FocusWidgetSignal, _ => OnFocusWidget(), isAfter: true);
            _toplevelSignals.Connect(toplevel, "move-focus", direction => _reason = (int)direction switch
            {
                TabForward => CoreWebView2MoveFocusReason.Next,
                TabBackward => CoreWebView2MoveFocusReason.Previous,
                _ => CoreWebView2MoveFocusReason.Programmatic,
            });
            _toplevelSignals.Connect(toplevel, "move-focus", _ => _reason = CoreWebView2MoveFocusReason.Programmatic, isAfter: true);
        }
    }

    /// <summary>GTK gives the widget the focus: by Tab, by the app's word, or because its window is the active one again.</summary>
    private void OnWidgetFocus()
    {
        if (_controller is { } controller && !_isFollowing && Native.gtk_widget_has_focus(_widget) != 0 && _place.IsVisible && !_window.HasFocus)
        {
            controller.MoveFocus(_reason);
        }
    }

    /// <summary>The page has got the display's focus, by a click.</summary>
    private void OnPageFocus()
    {
        if (_place.Toplevel is not 0 and var toplevel && _toolkit.IsWindow(toplevel) && Native.gtk_window_get_focus(toplevel) != _widget && _window.HasFocus)
        {
            _isFollowing = true;
            Native.gtk_widget_grab_focus(_widget);
            _isFollowing = false;
        }
    }

    /// <summary>GTK's focus goes to another widget of the window: the keyboard must not stay in the page.</summary>
    private void OnFocusWidget()
    {
        if (_place.Toplevel is not 0 and var toplevel && Native.gtk_window_get_focus(toplevel) != _widget && _window.HasFocus)
        {
            _window.FocusToplevel(_toolkit.XidOf(toplevel));
        }
    }

    /// <summary>The user has pressed Tab on the page's last element, or Shift+Tab on its first.</summary>
    private void OnMoveFocusRequested(object? sender, CoreWebView2MoveFocusRequestedEventArgs e)
    {
        e.Handled = true;
        _ = LeaveAsync(e.Reason);
    }

    /// <remarks>
    /// The browser is still at moving the focus round to the page's other end, and if its window had lost the display's by then, it would take it again. Its answer to a question comes behind that.
    /// </remarks>
    private async Task LeaveAsync(CoreWebView2MoveFocusReason reason)
    {
        if (_controller is not { } controller)
        {
            return;
        }

        try
        {
            _ = await controller.CoreWebView2.CallDevToolsProtocolMethodAsync("Browser.getVersion", "{}");
        }
        catch (Exception e) when (e is InvalidOperationException or COMException or OperationCanceledException)
        {
            // The page is gone meanwhile, and the keyboard with it.
            return;
        }

        if (_controller is null || _place.Toplevel is not (not 0 and var toplevel) || !_toolkit.IsWindow(toplevel) || Native.gtk_window_get_focus(toplevel) != _widget)
        {
            // The user, or the app, has moved it elsewhere.
            return;
        }

        _ = Native.gtk_widget_child_focus(toplevel, reason == CoreWebView2MoveFocusReason.Previous ? TabBackward : TabForward);
        if (Native.gtk_window_get_focus(toplevel) == _widget)
        {
            // There is nothing else in the window that takes it.
            controller.MoveFocus(reason);
        }
    }
}
