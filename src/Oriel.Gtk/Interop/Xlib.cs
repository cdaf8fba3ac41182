using System.Runtime.InteropServices;

namespace Oriel.Gtk.Interop;

/// <summary>GDK's own connection to the display: what is asked for there happens in the order of what GDK asks for.</summary>
internal static unsafe partial class Xlib
{
    internal const int ConfigureNotify = 22;

    private const string Name = "libX11.so.6";

    [LibraryImport(Name)]
    internal static partial nuint XDefaultRootWindow(nint display);

    [LibraryImport(Name)]
    internal static partial nuint XCreateWindow(
        nint display, nuint parent, int x, int y, uint width, uint height, uint border, int depth, uint windowClass, nint visual, nuint mask, SetWindowAttributes* attributes);

    [LibraryImport(Name)]
    internal static partial void XDestroyWindow(nint display, nuint window);

    [LibraryImport(Name)]
    internal static partial void XReparentWindow(nint display, nuint window, nuint parent, int x, int y);

    [LibraryImport(Name)]
    internal static partial void XMoveResizeWindow(nint display, nuint window, int x, int y, uint width, uint height);

    [LibraryImport(Name)]
    internal static partial void XMapWindow(nint display, nuint window);

    [LibraryImport(Name)]
    internal static partial void XUnmapWindow(nint display, nuint window);

    [LibraryImport(Name)]
    internal static partial void XSync(nint display, int discard);

    [LibraryImport(Name)]
    internal static partial void XFlush(nint display);

    [LibraryImport(Name)]
    internal static partial void XFree(nint data);

    [LibraryImport(Name)]
    internal static partial void XGetInputFocus(nint display, nuint* focus, int* revertTo);

    [LibraryImport(Name)]
    internal static partial int XQueryTree(nint display, nuint window, nuint* root, nuint* parent, nint* children, uint* count);

    [LibraryImport(Name)]
    internal static partial void XSendEvent(nint display, nuint window, int propagate, nint mask, ClientMessage* message);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nuint XInternAtom(nint display, string name, int onlyIfExists);

    /// <summary>XClientMessageEvent, as large as every XEvent.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 192)]
    internal struct ClientMessage
    {
        public int Type;
        public nuint Serial;
        public int IsSynthetic;
        public nint Display;
        public nuint Window;
        public nuint MessageType;
        public int Format;
        public nint Protocol;
        public nint Time;
    }

    /// <summary>The beginning of XConfigureEvent.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct ConfigureEvent
    {
        public int Type;
        public nuint Serial;
        public int IsSynthetic;
        public nint Display;
        public nuint Event;
        public nuint Window;
    }

    /// <summary>XSetWindowAttributes.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct SetWindowAttributes
    {
        public nuint BackgroundPixmap;
        public nuint BackgroundPixel;
        public nuint BorderPixmap;
        public nuint BorderPixel;
        public int BitGravity;
        public int WindowGravity;
        public int BackingStore;
        public nuint BackingPlanes;
        public nuint BackingPixel;
        public int SaveUnder;
        public nint EventMask;
        public nint DoNotPropagateMask;
        public int OverrideRedirect;
        public nuint Colormap;
        public nuint Cursor;
    }
}
