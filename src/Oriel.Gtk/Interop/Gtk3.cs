using System.Runtime.InteropServices;

namespace Oriel.Gtk.Interop;

/// <summary>What only GTK 3 has, or has in this form.</summary>
internal static unsafe partial class Gtk3
{
    [LibraryImport(Native.Gtk)]
    internal static partial void gtk_widget_show(nint widget);

    [LibraryImport(Native.Gtk)]
    internal static partial nint gtk_widget_get_toplevel(nint widget);

    [LibraryImport(Native.Gtk)]
    internal static partial int gtk_widget_is_toplevel(nint widget);

    [LibraryImport(Native.Gtk)]
    internal static partial nint gtk_widget_get_window(nint widget);

    [LibraryImport(Native.Gtk)]
    internal static partial int gtk_widget_translate_coordinates(nint widget, nint target, int x, int y, int* targetX, int* targetY);

    [LibraryImport(Native.Gtk)]
    internal static partial int gtk_widget_get_allocated_width(nint widget);

    [LibraryImport(Native.Gtk)]
    internal static partial int gtk_widget_get_allocated_height(nint widget);

    [LibraryImport(Native.Gdk)]
    internal static partial nuint gdk_x11_window_get_xid(nint window);
}
