using System;
using System.Runtime.InteropServices;

/// <summary>The little of GTK 3 that this app needs.</summary>
internal static partial class Gtk
{
    private const string Library = "libgtk-3.so.0";

    private static Action? s_destroyed;
    private static readonly SignalHandler s_onDestroy = (_, _) => s_destroyed?.Invoke();

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void SignalHandler(nint instance, nint data);

    [LibraryImport(Library, EntryPoint = "gtk_window_new")]
    public static partial nint NewWindow(int type);

    [LibraryImport(Library, EntryPoint = "gtk_window_set_title", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetTitle(nint window, string title);

    [LibraryImport(Library, EntryPoint = "gtk_window_set_default_size")]
    public static partial void SetDefaultSize(nint window, int width, int height);

    [LibraryImport(Library, EntryPoint = "gtk_container_add")]
    public static partial void Add(nint container, nint widget);

    [LibraryImport(Library, EntryPoint = "gtk_widget_show_all")]
    public static partial void Show(nint widget);

    public static void OnDestroy(nint widget, Action handler)
    {
        s_destroyed = handler;
        Connect(widget, "destroy", Marshal.GetFunctionPointerForDelegate(s_onDestroy), 0, 0, 0);
    }

    [LibraryImport("libgobject-2.0.so.0", EntryPoint = "g_signal_connect_data", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nuint Connect(nint instance, string signal, nint handler, nint data, nint destroyData, int flags);
}
