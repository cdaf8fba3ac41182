using System;
using System.Drawing;
using Oriel.Gtk.Interop;

namespace Oriel.Gtk.Toolkits;

/// <summary>GTK 3.</summary>
internal sealed unsafe class Gtk3Toolkit : Toolkit
{
    public override GtkVersion Version => GtkVersion.Gtk3;

    public override string FocusWidgetSignal => "set-focus";

    public override nint CreateArea()
    {
        nint area = Native.gtk_drawing_area_new();
        Native.gtk_widget_set_can_focus(area, 1);

        // In GTK 4 that is so from the beginning.
        Gtk3.gtk_widget_show(area);
        return area;
    }

    public override nint FindToplevel(nint widget)
    {
        nint toplevel = Gtk3.gtk_widget_get_toplevel(widget);
        return Gtk3.gtk_widget_is_toplevel(toplevel) != 0 ? toplevel : 0;
    }

    public override nuint XidOf(nint toplevel) => Gtk3.gdk_x11_window_get_xid(Gtk3.gtk_widget_get_window(toplevel));

    public override bool IsWindow(nint toplevel) => toplevel != 0;

    public override Rectangle PlaceOf(nint widget, nint toplevel)
    {
        int x;
        int y;
        _ = Gtk3.gtk_widget_translate_coordinates(widget, toplevel, 0, 0, &x, &y);
        return new Rectangle(x, y, Gtk3.gtk_widget_get_allocated_width(widget), Gtk3.gtk_widget_get_allocated_height(widget));
    }

    // A widget of GTK 3 has nothing outside of its allocation.
    public override bool Clips(nint widget) => true;

    public override void WatchMoves(SignalSet signals, nint toplevel, Action moved) => signals.Connect(toplevel, "configure-event", _ => moved());
}
