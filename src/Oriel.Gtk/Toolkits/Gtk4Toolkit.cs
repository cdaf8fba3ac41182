using System;
using System.Drawing;
using Oriel.Gtk.Interop;

namespace Oriel.Gtk.Toolkits;

/// <summary>GTK 4, in which only toplevels and popovers have windows.</summary>
internal sealed unsafe class Gtk4Toolkit : Toolkit
{
    private const int Hidden = 1;

    public override GtkVersion Version => GtkVersion.Gtk4;

    public override string FocusWidgetSignal => "notify::focus-widget";

    public override nint CreateArea()
    {
        nint area = Native.gtk_drawing_area_new();
        Gtk4.gtk_widget_set_focusable(area, 1);
        return area;
    }

    public override nint FindToplevel(nint widget) => Gtk4.gtk_widget_get_native(widget);

    public override nuint XidOf(nint toplevel) => Gtk4.gdk_x11_surface_get_xid(Gtk4.gtk_native_get_surface(toplevel));

    public override bool IsWindow(nint toplevel) => Native.g_type_check_instance_is_a(toplevel, Gtk4.gtk_window_get_type()) != 0;

    public override Rectangle PlaceOf(nint widget, nint toplevel)
    {
        // The shadow of a window that GTK decorates is part of its surface.
        double left;
        double top;
        Gtk4.gtk_native_get_surface_transform(toplevel, &left, &top);
        Gtk4.GraphenePoint origin = default;
        Gtk4.GraphenePoint point;
        _ = Gtk4.gtk_widget_compute_point(widget, toplevel, &origin, &point);
        return new Rectangle((int)Math.Round(left + point.X), (int)Math.Round(top + point.Y), Gtk4.gtk_widget_get_width(widget), Gtk4.gtk_widget_get_height(widget));
    }

    public override bool Clips(nint widget) => Gtk4.gtk_widget_get_overflow(widget) == Hidden;

    /// <remarks>GTK 4 tells nobody where a window is; the display does.</remarks>
    public override void WatchMoves(SignalSet signals, nint toplevel, Action moved)
    {
        nuint window = XidOf(toplevel);
        signals.Connect(Native.gtk_widget_get_display(toplevel), "xevent", e =>
        {
            Xlib.ConfigureEvent* configure = (Xlib.ConfigureEvent*)e;
            if (configure->Type == Xlib.ConfigureNotify && configure->Window == window)
            {
                moved();
            }
        });
    }
}
