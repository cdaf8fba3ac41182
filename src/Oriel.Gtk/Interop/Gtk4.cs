using System.Runtime.InteropServices;

namespace Oriel.Gtk.Interop;

/// <summary>What only GTK 4 has, or has in this form.</summary>
internal static unsafe partial class Gtk4
{
    [LibraryImport(Native.Gtk)]
    internal static partial void gtk_widget_set_focusable(nint widget, int isFocusable);

    [LibraryImport(Native.Gtk)]
    internal static partial nint gtk_widget_get_native(nint widget);

    [LibraryImport(Native.Gtk)]
    internal static partial nint gtk_widget_get_root(nint widget);

    [LibraryImport(Native.Gtk)]
    internal static partial nint gtk_native_get_surface(nint native);

    [LibraryImport(Native.Gtk)]
    internal static partial void gtk_native_get_surface_transform(nint native, double* x, double* y);

    [LibraryImport(Native.Gtk)]
    internal static partial int gtk_widget_compute_point(nint widget, nint target, GraphenePoint* point, GraphenePoint* result);

    [LibraryImport(Native.Gtk)]
    internal static partial int gtk_widget_get_width(nint widget);

    [LibraryImport(Native.Gtk)]
    internal static partial int gtk_widget_get_height(nint widget);

    [LibraryImport(Native.Gtk)]
    internal static partial int gtk_widget_get_overflow(nint widget);

    [LibraryImport(Native.Gtk)]
    internal static partial nuint gtk_window_get_type();

    [LibraryImport(Native.Gdk)]
    internal static partial nuint gdk_x11_surface_get_xid(nint surface);

    [StructLayout(LayoutKind.Sequential)]
    internal struct GraphenePoint
    {
        public float X;
        public float Y;
    }
}
