using System.Runtime.InteropServices;

namespace Oriel.Gtk.Interop;

/// <summary>What GTK 3 and GTK 4 have in common, and GObject. Which GTK answers is decided at run time.</summary>
internal static unsafe partial class Native
{
    internal const string Gtk = "gtk";
    internal const string Gdk = "gdk";
    private const string GObject = "libgobject-2.0.so.0";

    // The arguments are GTK 3's; GTK 4 takes none and looks at none.
    [LibraryImport(Gtk)]
    internal static partial int gtk_init_check(nint count, nint arguments);

    [LibraryImport(Gtk)]
    internal static partial nint gtk_drawing_area_new();

    [LibraryImport(Gtk)]
    internal static partial void gtk_widget_set_can_focus(nint widget, int canFocus);

    [LibraryImport(Gtk)]
    internal static partial nint gtk_widget_get_display(nint widget);

    [LibraryImport(Gtk)]
    internal static partial nint gtk_widget_get_frame_clock(nint widget);

    [LibraryImport(Gtk)]
    internal static partial nint gtk_widget_get_parent(nint widget);

    [LibraryImport(Gtk)]
    internal static partial int gtk_widget_get_realized(nint widget);

    [LibraryImport(Gtk)]
    internal static partial int gtk_widget_get_mapped(nint widget);

    [LibraryImport(Gtk)]
    internal static partial int gtk_widget_get_scale_factor(nint widget);

    [LibraryImport(Gtk)]
    internal static partial int gtk_widget_has_focus(nint widget);

    [LibraryImport(Gtk)]
    internal static partial void gtk_widget_grab_focus(nint widget);

    [LibraryImport(Gtk)]
    internal static partial int gtk_widget_child_focus(nint widget, int direction);

    [LibraryImport(Gtk)]
    internal static partial nint gtk_window_get_focus(nint window);

    [LibraryImport(Gdk)]
    internal static partial nuint gdk_x11_display_get_type();

    [LibraryImport(Gdk)]
    internal static partial nint gdk_x11_display_get_xdisplay(nint display);

    [LibraryImport(Gdk)]
    internal static partial void gdk_x11_display_error_trap_push(nint display);

    [LibraryImport(Gdk)]
    internal static partial void gdk_x11_display_error_trap_pop_ignored(nint display);

    [LibraryImport(Gdk)]
    internal static partial nint gdk_display_get_default();

    [LibraryImport(Gdk)]
    internal static partial nint gdk_display_get_name(nint display);

    [LibraryImport(GObject)]
    internal static partial int g_type_check_instance_is_a(nint instance, nuint type);

    [LibraryImport(GObject)]
    internal static partial nint g_object_ref_sink(nint instance);

    [LibraryImport(GObject)]
    internal static partial int g_object_is_floating(nint instance);

    [LibraryImport(GObject)]
    internal static partial void g_object_unref(nint instance);

    [LibraryImport(GObject, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nuint g_signal_connect_data(nint instance, string signal, nint handler, nint data, delegate* unmanaged<nint, nint, void> destroyData, int flags);

    [LibraryImport(GObject)]
    internal static partial void g_signal_handler_disconnect(nint instance, nuint handler);
}
