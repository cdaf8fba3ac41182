using System;
using System.Drawing;
using Oriel.Gtk.Interop;

namespace Oriel.Gtk.Toolkits;

/// <summary>In what GTK 3 and GTK 4 differ. Sizes and places are GTK's, in logical pixels.</summary>
internal abstract class Toolkit
{
    public abstract GtkVersion Version { get; }

    /// <summary>The signal of a window by which it tells that another of its widgets has the focus.</summary>
    public abstract string FocusWidgetSignal { get; }

    /// <exception cref="InvalidOperationException">GTK has no display.</exception>
    public void Initialize()
    {
        if (Native.gtk_init_check(0, 0) == 0)
        {
            throw new InvalidOperationException(
                $"GTK {(int)Version} cannot open a display. DISPLAY is '{Environment.GetEnvironmentVariable("DISPLAY")}', GDK_BACKEND '{Environment.GetEnvironmentVariable("GDK_BACKEND")}'.");
        }
    }

    /// <summary>A widget that shows nothing, takes what room there is, and can have the focus.</summary>
    public abstract nint CreateArea();

    /// <summary>The window a widget is in, popovers included; 0 if it is in none.</summary>
    public abstract nint FindToplevel(nint widget);

    /// <summary>The X window of a realized toplevel.</summary>
    public abstract nuint XidOf(nint toplevel);

    /// <summary>Whether a toplevel is a GtkWindow, which knows the focus.</summary>
    public abstract bool IsWindow(nint toplevel);

    /// <summary>Where a widget is in the X window of its toplevel.</summary>
    public abstract Rectangle PlaceOf(nint widget, nint toplevel);

    /// <summary>Whether what is in a widget is cut off at its border.</summary>
    public abstract bool Clips(nint widget);

    /// <summary>Has a toplevel tell of its moves on the screen.</summary>
    public abstract void WatchMoves(SignalSet signals, nint toplevel, Action moved);
}
