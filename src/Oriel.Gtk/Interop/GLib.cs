using System.Runtime.InteropServices;

namespace Oriel.Gtk.Interop;

/// <summary>GLib's main loop.</summary>
internal static unsafe partial class GLib
{
    /// <summary>G_PRIORITY_HIGH_IDLE: after input, before GTK lays a frame out and draws it.</summary>
    internal const int BeforeFrame = 100;

    /// <summary>G_PRIORITY_DEFAULT_IDLE: after a frame that is due.</summary>
    internal const int AfterFrame = 200;

    private const string Name = "libglib-2.0.so.0";

    [LibraryImport(Name)]
    internal static partial nint g_idle_source_new();

    [LibraryImport(Name)]
    internal static partial void g_source_set_priority(nint source, int priority);

    [LibraryImport(Name)]
    internal static partial void g_source_set_callback(nint source, delegate* unmanaged<nint, int> callback, nint data, delegate* unmanaged<nint, void> destroyData);

    [LibraryImport(Name)]
    internal static partial uint g_source_attach(nint source, nint context);

    [LibraryImport(Name)]
    internal static partial void g_source_unref(nint source);

    [LibraryImport(Name)]
    internal static partial nint g_main_loop_new(nint context, int isRunning);

    [LibraryImport(Name)]
    internal static partial void g_main_loop_run(nint loop);

    [LibraryImport(Name)]
    internal static partial void g_main_loop_quit(nint loop);

    [LibraryImport(Name)]
    internal static partial void g_main_loop_unref(nint loop);
}
