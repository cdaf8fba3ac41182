using System;
using System.Runtime.InteropServices;
using Oriel.Gtk.Interop;

namespace Oriel.Gtk.Placement;

/// <summary>Says what is wrong with a display that no page can be shown on.</summary>
internal static class DisplayErrors
{
    /// <returns>Its X connection.</returns>
    /// <exception cref="InvalidOperationException">It has none.</exception>
    public static nint RequireX11(nint gdkDisplay)
    {
        if (gdkDisplay == 0)
        {
            throw new InvalidOperationException("GTK has no display. Initialise it first, with your binding, gtk_init or GtkLibrary.Load, where DISPLAY names an X display.");
        }

        try
        {
            if (Native.g_type_check_instance_is_a(gdkDisplay, Native.gdk_x11_display_get_type()) != 0)
            {
                return Native.gdk_x11_display_get_xdisplay(gdkDisplay);
            }
        }
        catch (EntryPointNotFoundException e)
        {
            throw new InvalidOperationException("This GTK was built without X11, on which a WebView2 is shown. Use one that has it.", e);
        }

        string? name = Marshal.PtrToStringUTF8(Native.gdk_display_get_name(gdkDisplay));
        throw new InvalidOperationException(
            $"A WebView2 is shown on an X display, and GTK has opened '{name}', which is none. In a Wayland session set GDK_BACKEND=x11 in the app's environment before GTK is initialised: XWayland shows it then.");
    }
}
