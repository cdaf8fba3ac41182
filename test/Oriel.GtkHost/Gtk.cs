using System.Reflection;
using System.Runtime.InteropServices;

namespace Oriel.GtkHost;

/// <summary>What the host does with GTK, in either version. Arguments that only GTK 3 has are given to both: GTK 4 looks at none.</summary>
internal static partial class Gtk
{
    private const string Library = "gtk-of-the-host";

    private static nint s_library;

    public static bool Is3 { get; private set; }

    public static void Use(bool is3)
    {
        Is3 = is3;
        s_library = NativeLibrary.Load(is3 ? "libgtk-3.so.0" : "libgtk-4.so.1");
        NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), static (name, _, _) => name == Library ? s_library : 0);
    }

    public static void Add(nint container, nint child)
    {
        if (Is3)
        {
            gtk_container_add(container, child);
        }
        else
        {
            gtk_box_append(container, child);
        }
    }

    public static void SetChild(nint window, nint child)
    {
        if (Is3)
        {
            gtk_container_add(window, child);
        }
        else
        {
            gtk_window_set_child(window, child);
        }
    }

    public static void SetScrolled(nint scrolled, nint child)
    {
        if (Is3)
        {
            gtk_container_add(scrolled, child);
        }
        else
        {
            gtk_scrolled_window_set_child(scrolled, child);
        }
    }

    public static void RemoveFromStack(nint stack, nint child)
    {
        if (Is3)
        {
            gtk_container_remove(stack, child);
        }
        else
        {
            gtk_stack_remove(stack, child);
        }
    }

    public static void Show(nint window)
    {
        if (Is3)
        {
            gtk_widget_show_all(window);
        }
        else
        {
            gtk_window_present(window);
        }
    }

    public static void Destroy(nint window)
    {
        if (Is3)
        {
            gtk_widget_destroy(window);
        }
        else
        {
            gtk_window_destroy(window);
        }
    }

    public static nuint XidOf(nint window) =>
        Is3 ? gdk_x11_window_get_xid(gtk_widget_get_window(window)) : gdk_x11_surface_get_xid(gtk_native_get_surface(window));

    [LibraryImport(Library)]
    public static partial nint gtk_window_new(int type);

    [LibraryImport(Library)]
    public static partial void gtk_window_set_default_size(nint window, int width, int height);

    [LibraryImport(Library)]
    public static partial void gtk_window_resize(nint window, int width, int height);

    [LibraryImport(Library)]
    public static partial nint gtk_box_new(int orientation, int spacing);

    [LibraryImport(Library)]
    public static partial nint gtk_entry_new();

    [LibraryImport(Library)]
    public static partial nint gtk_drawing_area_new();

    [LibraryImport(Library)]
    public static partial nint gtk_stack_new();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint gtk_stack_add_named(nint stack, nint child, string name);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial void gtk_stack_set_visible_child_name(nint stack, string name);

    [LibraryImport(Library)]
    public static partial nint gtk_scrolled_window_new(nint horizontal, nint vertical);

    [LibraryImport(Library)]
    public static partial nint gtk_scrolled_window_get_vadjustment(nint scrolled);

    [LibraryImport(Library)]
    public static partial void gtk_adjustment_set_value(nint adjustment, double value);

    [LibraryImport(Library)]
    public static partial void gtk_widget_set_size_request(nint widget, int width, int height);

    [LibraryImport(Library)]
    public static partial void gtk_widget_set_vexpand(nint widget, int expands);

    [LibraryImport(Library)]
    public static partial void gtk_widget_grab_focus(nint widget);

    [LibraryImport(Library)]
    public static partial nint gtk_window_get_focus(nint window);

    [LibraryImport(Library)]
    public static partial int gtk_window_is_active(nint window);

    [LibraryImport(Library)]
    public static partial nint gtk_editable_get_chars(nint entry, int start, int end);

    [LibraryImport("libgobject-2.0.so.0")]
    public static partial nint g_object_ref(nint instance);

    [LibraryImport("libgobject-2.0.so.0")]
    public static partial void g_object_unref(nint instance);

    [LibraryImport("libglib-2.0.so.0")]
    public static partial void g_free(nint memory);

    [LibraryImport(Library)]
    private static partial void gtk_container_add(nint container, nint child);

    [LibraryImport(Library)]
    private static partial void gtk_container_remove(nint container, nint child);

    [LibraryImport(Library)]
    private static partial void gtk_box_append(nint box, nint child);

    [LibraryImport(Library)]
    private static partial void gtk_window_set_child(nint window, nint child);

    [LibraryImport(Library)]
    private static partial void gtk_scrolled_window_set_child(nint scrolled, nint child);

    [LibraryImport(Library)]
    private static partial void gtk_stack_remove(nint stack, nint child);

    [LibraryImport(Library)]
    private static partial void gtk_widget_show_all(nint widget);

    [LibraryImport(Library)]
    private static partial void gtk_window_present(nint window);

    [LibraryImport(Library)]
    private static partial void gtk_widget_destroy(nint widget);

    [LibraryImport(Library)]
    private static partial void gtk_window_destroy(nint window);

    [LibraryImport(Library)]
    private static partial nint gtk_widget_get_window(nint widget);

    [LibraryImport(Library)]
    private static partial nint gtk_native_get_surface(nint native);

    // In GTK 3 it is GDK's, which GTK needs and so finds.
    [LibraryImport(Library)]
    private static partial nuint gdk_x11_window_get_xid(nint window);

    [LibraryImport(Library)]
    private static partial nuint gdk_x11_surface_get_xid(nint surface);
}
