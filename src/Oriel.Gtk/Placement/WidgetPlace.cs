using System;
using System.Drawing;
using Oriel.Gtk.Interop;
using Oriel.Gtk.Toolkits;

namespace Oriel.Gtk.Placement;

/// <summary>Follows a widget: into which toplevel it goes, where it is in it, what of it can be seen.</summary>
/// <remarks>
/// Whatever changes in a toplevel, GTK tells by a frame: a sibling that grows, a scrolled window that scrolls. So the place is looked at behind each frame, and no timer is needed; in a window that
/// does not change there are none. Thread: GTK's.
/// </remarks>
internal sealed class WidgetPlace
{
    private readonly Toolkit _toolkit;
    private readonly HostWindow _window;
    private readonly nint _widget;
    private readonly SignalSet _widgetSignals = new();
    private readonly SignalSet _toplevelSignals = new();
    private Rectangle _bounds;
    private bool _isMapped;

    public WidgetPlace(Toolkit toolkit, nint widget, HostWindow window)
    {
        _toolkit = toolkit;
        _widget = widget;
        _window = window;
        _widgetSignals.Connect(widget, "realize", Enter);
        _widgetSignals.Connect(widget, "unrealize", Leave);
        _widgetSignals.Connect(widget, "map", () => Map(isMapped: true));
        _widgetSignals.Connect(widget, "unmap", () => Map(isMapped: false));
    }

    /// <summary>The bounds, or whether the widget is shown, have changed.</summary>
    public event Action? Changed;

    /// <summary>The toplevel has moved on the screen, or another is it.</summary>
    public event Action? Moved;

    /// <summary>The widget is in another toplevel, or in none.</summary>
    public event Action? ToplevelChanged;

    /// <summary>0 if there is none.</summary>
    public nint Toplevel { get; private set; }

    /// <summary>Where the page is in the <see cref="HostWindow"/>, in pixels.</summary>
    public Rectangle Bounds => _bounds;

    /// <summary>Whether GTK shows the widget: it is not on a page of a notebook, say, that is not the one in front.</summary>
    public bool IsVisible => _isMapped;

    /// <summary>The widget is as it was made; where it is already, that is made up for.</summary>
    public void Begin()
    {
        if (Native.gtk_widget_get_realized(_widget) != 0)
        {
            Enter();
        }
    }

    public void End()
    {
        _widgetSignals.DisconnectAll();
        _toplevelSignals.DisconnectAll();
        Toplevel = 0;
        _window.Withdraw();
    }

    private void Enter()
    {
        Toplevel = _toolkit.FindToplevel(_widget);
        if (Toplevel == 0)
        {
            return;
        }

        _window.Embed(_toolkit.XidOf(Toplevel));
        _toplevelSignals.Connect(Native.gtk_widget_get_frame_clock(_widget), "after-paint", Update);
        _toolkit.WatchMoves(_toplevelSignals, Toplevel, () => Moved?.Invoke());
        ToplevelChanged?.Invoke();
        Moved?.Invoke();
        Map(Native.gtk_widget_get_mapped(_widget) != 0);
    }

    private void Leave()
    {
        _toplevelSignals.DisconnectAll();
        Toplevel = 0;
        ToplevelChanged?.Invoke();
        Map(isMapped: false);
        _window.Withdraw();
    }

    private void Map(bool isMapped)
    {
        if (isMapped != _isMapped)
        {
            _isMapped = isMapped;
            if (!isMapped)
            {
                _window.Show(default);
            }

            Changed?.Invoke();
        }
    }

    private void Update()
    {
        if (!_isMapped || Toplevel == 0)
        {
            return;
        }

        Rectangle whole = _toolkit.PlaceOf(_widget, Toplevel);
        Rectangle seen = Cut(whole);
        int scale = Native.gtk_widget_get_scale_factor(_widget);
        Rectangle bounds = Scale(new Rectangle(whole.X - seen.X, whole.Y - seen.Y, whole.Width, whole.Height), scale);
        _window.Show(Scale(seen, scale));
        if (bounds != _bounds)
        {
            _bounds = bounds;
            Changed?.Invoke();
        }
    }

    private Rectangle Cut(Rectangle whole)
    {
        Rectangle seen = whole;
        for (nint ancestor = Native.gtk_widget_get_parent(_widget); ancestor != 0 && ancestor != Toplevel; ancestor = Native.gtk_widget_get_parent(ancestor))
        {
            if (_toolkit.Clips(ancestor))
            {
                seen.Intersect(_toolkit.PlaceOf(ancestor, Toplevel));
            }
        }

        return seen;
    }

    private static Rectangle Scale(Rectangle logical, int scale) => new(logical.X * scale, logical.Y * scale, logical.Width * scale, logical.Height * scale);
}
