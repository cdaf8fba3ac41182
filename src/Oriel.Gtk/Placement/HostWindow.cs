using System;
using System.Drawing;
using Oriel.Gtk.Interop;

namespace Oriel.Gtk.Placement;

/// <summary>
/// The X window a page is in. It is the widget's place in the toplevel's window, cut to what of the widget can be seen; while the widget is in none it is kept, hidden, on the root.
/// </summary>
/// <remarks>
/// It is ours and not the toplevel's, so it goes along from one toplevel to the next, and the page in it notices nothing. It is made on GDK's connection, so that it has left a toplevel before GDK
/// destroys that one's window. Thread: GTK's.
/// </remarks>
internal sealed unsafe class HostWindow
{
    private const nuint OverrideRedirect = 1 << 9;
    private const int ClientMessageType = 33;

    private readonly nint _gdk;
    private readonly nint _display;
    private readonly nuint _root;
    private Rectangle _place;
    private bool _isMapped;
    private bool _isEmbedded;

    /// <param name="gdkDisplay">A GdkDisplay.</param>
    /// <exception cref="InvalidOperationException">It is none of X11.</exception>
    public HostWindow(nint gdkDisplay)
    {
        _gdk = gdkDisplay;
        _display = DisplayErrors.RequireX11(gdkDisplay);
        _root = Xlib.XDefaultRootWindow(_display);

        // The window manager lets it alone. It has no background of its own, so nothing is seen before the page is.
        Xlib.SetWindowAttributes attributes = new() { OverrideRedirect = 1 };
        Id = Xlib.XCreateWindow(_display, _root, 0, 0, 1, 1, 0, 0, 0, 0, OverrideRedirect, &attributes);

        // The view is put into it by another connection, which must find it.
        Xlib.XSync(_display, 0);
    }

    public nuint Id { get; }

    /// <summary>Whether the focus of the display is in it, or in what is in it.</summary>
    public bool HasFocus
    {
        get
        {
            nuint focus;
            int revertTo;
            Xlib.XGetInputFocus(_display, &focus, &revertTo);
            nuint focused = focus;
            bool isInside = false;
            Trap(() => isInside = IsInside(focused));
            return isInside;
        }
    }

    public void Embed(nuint toplevel)
    {
        _isEmbedded = true;
        Trap(() => Xlib.XReparentWindow(_display, Id, toplevel, _place.X, _place.Y));
    }

    /// <summary>Leaves the toplevel, whose window may be about to go.</summary>
    public void Withdraw()
    {
        if (_isEmbedded)
        {
            _isEmbedded = false;
            Show(default);
            Trap(() => Xlib.XReparentWindow(_display, Id, _root, 0, 0));
        }
    }

    /// <param name="place">In the toplevel's window, in pixels; if it is empty, nothing is seen.</param>
    public void Show(Rectangle place)
    {
        bool isMapped = _isEmbedded && place is { Width: > 0, Height: > 0 };
        if (isMapped == _isMapped && (!isMapped || place == _place))
        {
            return;
        }

        Trap(() =>
        {
            if (!isMapped)
            {
                Xlib.XUnmapWindow(_display, Id);
                return;
            }

            _place = place;
            Xlib.XMoveResizeWindow(_display, Id, place.X, place.Y, (uint)place.Width, (uint)place.Height);
            if (!_isMapped)
            {
                Xlib.XMapWindow(_display, Id);
            }
        });
        _isMapped = isMapped;
        Xlib.XFlush(_display);
    }

    /// <summary>Gives a toplevel of GTK's the focus of the display.</summary>
    /// <remarks>
    /// As a window manager would (ICCCM 4.1.7): the window that GDK wants to have the focus is an invisible one, which GDK alone knows. To focus the toplevel's own, from a window inside of it, is a
    /// change that GDK ignores.
    /// </remarks>
    public void FocusToplevel(nuint toplevel)
    {
        Xlib.ClientMessage message = new()
        {
            Type = ClientMessageType,
            Window = toplevel,
            MessageType = Xlib.XInternAtom(_display, "WM_PROTOCOLS", 0),
            Format = 32,
            Protocol = (nint)Xlib.XInternAtom(_display, "WM_TAKE_FOCUS", 0),
        };
        Xlib.XSendEvent(_display, toplevel, 0, 0, &message);
        Xlib.XFlush(_display);
    }

    public void Destroy()
    {
        Trap(() => Xlib.XDestroyWindow(_display, Id));
        Xlib.XFlush(_display);
    }

    private bool IsInside(nuint window)
    {
        // 0 and 1 are none and the pointer's root.
        while (window > 1 && window != Id && window != _root)
        {
            nuint root;
            nuint parent;
            nint children;
            uint count;
            if (Xlib.XQueryTree(_display, window, &root, &parent, &children, &count) == 0)
            {
                return false;
            }

            if (children != 0)
            {
                Xlib.XFree(children);
            }

            window = parent;
        }

        return window == Id;
    }

    /// <summary>GDK ends the process when a request fails that nobody has an eye on. What fails here is about windows that are gone.</summary>
    private void Trap(Action requests)
    {
        Native.gdk_x11_display_error_trap_push(_gdk);
        requests();
        Native.gdk_x11_display_error_trap_pop_ignored(_gdk);
    }
}
