using System;
using System.Runtime.InteropServices;

namespace Browser;

/// <summary>The little of GTK 3 that this app needs. An app with a binding has it all from there.</summary>
internal static unsafe partial class Gtk
{
    private const string Library = "libgtk-3.so.0";

    // Called by GTK, so they must not be collected; the data is a handle to what is to be done.
    private static readonly Handler s_run = (_, data) => ((Action)GCHandle.FromIntPtr(data).Target!)();
    private static readonly PageHandler s_runPage = (_, page, _, data) => ((Action<nint>)GCHandle.FromIntPtr(data).Target!)(page);
    private static readonly Handler s_forget = (data, _) => GCHandle.FromIntPtr(data).Free();

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void Handler(nint instance, nint data);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void PageHandler(nint notebook, nint page, uint number, nint data);

    /// <summary>Has something done at a signal that tells nothing but that it is.</summary>
    public static void On(nint instance, string signal, Action action) =>
        Connect(instance, signal, Marshal.GetFunctionPointerForDelegate(s_run), GCHandle.ToIntPtr(GCHandle.Alloc(action)), Marshal.GetFunctionPointerForDelegate(s_forget), 0);

    /// <summary>Has something done when a notebook turns to a page.</summary>
    public static void OnSwitchPage(nint notebook, Action<nint> action) =>
        Connect(notebook, "switch-page", Marshal.GetFunctionPointerForDelegate(s_runPage), GCHandle.ToIntPtr(GCHandle.Alloc(action)), Marshal.GetFunctionPointerForDelegate(s_forget), 1);

    /// <summary>A button with a sign on it, that says what it does when the pointer rests there.</summary>
    public static nint Button(string label, string tooltip, Action clicked)
    {
        nint button = NewButton(label);
        SetTooltip(button, tooltip);
        SetFocusOnClick(button, 0);
        On(button, "clicked", clicked);
        return button;
    }

    public static string Text(nint entry) => Marshal.PtrToStringUTF8(GetText(entry)) ?? "";

    public static void AddClass(nint widget, string name) => AddStyleClass(GetStyle(widget), name);

    /// <summary>Applies a style sheet to the whole app.</summary>
    public static void UseStyle(string css)
    {
        const uint Application = 600;
        nint provider = NewProvider();
        _ = LoadStyle(provider, css, -1, 0);
        AddProvider(DefaultScreen(), provider, Application);
    }

    [LibraryImport(Library, EntryPoint = "gtk_window_new")]
    public static partial nint NewWindow(int type);

    [LibraryImport(Library, EntryPoint = "gtk_window_set_title", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetTitle(nint window, string title);

    [LibraryImport(Library, EntryPoint = "gtk_window_set_default_size")]
    public static partial void SetDefaultSize(nint window, int width, int height);

    [LibraryImport(Library, EntryPoint = "gtk_widget_show_all")]
    public static partial void Show(nint widget);

    [LibraryImport(Library, EntryPoint = "gtk_widget_hide")]
    public static partial void Hide(nint widget);

    [LibraryImport(Library, EntryPoint = "gtk_widget_set_no_show_all")]
    public static partial void SetShownAlone(nint widget, int isShownAlone);

    [LibraryImport(Library, EntryPoint = "gtk_widget_destroy")]
    public static partial void Destroy(nint widget);

    [LibraryImport(Library, EntryPoint = "gtk_widget_set_sensitive")]
    public static partial void SetEnabled(nint widget, int isEnabled);

    [LibraryImport(Library, EntryPoint = "gtk_widget_set_vexpand")]
    public static partial void SetExpandsDown(nint widget, int expands);

    [LibraryImport(Library, EntryPoint = "gtk_widget_has_focus")]
    public static partial int HasFocus(nint widget);

    [LibraryImport(Library, EntryPoint = "gtk_widget_grab_focus")]
    public static partial void Focus(nint widget);

    [LibraryImport(Library, EntryPoint = "gtk_container_add")]
    public static partial void Add(nint container, nint widget);

    [LibraryImport(Library, EntryPoint = "gtk_box_new")]
    public static partial nint NewBox(int orientation, int spacing);

    [LibraryImport(Library, EntryPoint = "gtk_box_pack_start")]
    public static partial void Pack(nint box, nint child, int expands, int fills, uint padding);

    [LibraryImport(Library, EntryPoint = "gtk_label_new", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint NewLabel(string text);

    [LibraryImport(Library, EntryPoint = "gtk_label_set_text", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetLabel(nint label, string text);

    [LibraryImport(Library, EntryPoint = "gtk_label_set_width_chars")]
    public static partial void SetLabelWidth(nint label, int characters);

    [LibraryImport(Library, EntryPoint = "gtk_label_set_xalign")]
    public static partial void SetLabelAlignment(nint label, float fromLeft);

    [LibraryImport(Library, EntryPoint = "gtk_label_set_ellipsize")]
    public static partial void SetEllipsis(nint label, int where);

    [LibraryImport(Library, EntryPoint = "gtk_button_set_label", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetButtonLabel(nint button, string label);

    [LibraryImport(Library, EntryPoint = "gtk_entry_new")]
    public static partial nint NewEntry();

    [LibraryImport(Library, EntryPoint = "gtk_entry_set_text", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetText(nint entry, string text);

    [LibraryImport(Library, EntryPoint = "gtk_entry_set_placeholder_text", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetPlaceholder(nint entry, string text);

    [LibraryImport(Library, EntryPoint = "gtk_notebook_new")]
    public static partial nint NewNotebook();

    [LibraryImport(Library, EntryPoint = "gtk_notebook_set_show_border")]
    public static partial void SetBorder(nint notebook, int isShown);

    [LibraryImport(Library, EntryPoint = "gtk_notebook_set_scrollable")]
    public static partial void SetScrollable(nint notebook, int isScrollable);

    [LibraryImport(Library, EntryPoint = "gtk_notebook_append_page")]
    public static partial int AppendPage(nint notebook, nint child, nint label);

    [LibraryImport(Library, EntryPoint = "gtk_notebook_set_current_page")]
    public static partial void SetPage(nint notebook, int number);

    [LibraryImport(Library, EntryPoint = "gtk_notebook_get_n_pages")]
    public static partial int CountPages(nint notebook);

    [LibraryImport(Library, EntryPoint = "gtk_button_new_with_label", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint NewButton(string label);

    [LibraryImport(Library, EntryPoint = "gtk_widget_set_focus_on_click")]
    private static partial void SetFocusOnClick(nint widget, int isFocused);

    [LibraryImport(Library, EntryPoint = "gtk_widget_set_tooltip_text", StringMarshalling = StringMarshalling.Utf8)]
    private static partial void SetTooltip(nint widget, string text);

    [LibraryImport(Library, EntryPoint = "gtk_entry_get_text")]
    private static partial nint GetText(nint entry);

    [LibraryImport(Library, EntryPoint = "gtk_widget_get_style_context")]
    private static partial nint GetStyle(nint widget);

    [LibraryImport(Library, EntryPoint = "gtk_style_context_add_class", StringMarshalling = StringMarshalling.Utf8)]
    private static partial void AddStyleClass(nint style, string name);

    [LibraryImport(Library, EntryPoint = "gtk_css_provider_new")]
    private static partial nint NewProvider();

    [LibraryImport(Library, EntryPoint = "gtk_css_provider_load_from_data", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LoadStyle(nint provider, string css, nint length, nint error);

    [LibraryImport(Library, EntryPoint = "gtk_style_context_add_provider_for_screen")]
    private static partial void AddProvider(nint screen, nint provider, uint priority);

    [LibraryImport("libgdk-3.so.0", EntryPoint = "gdk_screen_get_default")]
    private static partial nint DefaultScreen();

    [LibraryImport("libgobject-2.0.so.0", EntryPoint = "g_signal_connect_data", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nuint Connect(nint instance, string signal, nint handler, nint data, nint forget, int flags);
}
