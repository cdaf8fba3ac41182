using System.Collections.Generic;
using System.Runtime.InteropServices;
using Oriel.Gtk;

namespace Oriel.GtkHost;

/// <summary>A window with, from above, an empty strip, a stack or a scrolled window with the control in it, and an entry.</summary>
internal sealed class AppWindow
{
    public const int StripHeight = 40;

    private readonly nint _strip = Gtk.gtk_drawing_area_new();
    private readonly nint _stack = Gtk.gtk_stack_new();
    private readonly nint _scrolled = Gtk.gtk_scrolled_window_new(0, 0);
    private readonly nint _entry = Gtk.gtk_entry_new();

    public AppWindow()
    {
        Handle = Gtk.gtk_window_new(0);
        nint box = Gtk.gtk_box_new(1, 0);
        Gtk.gtk_window_set_default_size(Handle, 500, 400);
        Gtk.gtk_widget_set_size_request(_strip, -1, StripHeight);
        Gtk.gtk_widget_set_vexpand(_stack, 1);
        _ = Gtk.gtk_stack_add_named(_stack, Gtk.gtk_drawing_area_new(), "other");
        _ = Gtk.gtk_stack_add_named(_stack, _scrolled, "scrolled");
        foreach (nint child in (IEnumerable<nint>)[_strip, _stack, _entry])
        {
            Gtk.Add(box, child);
        }

        Gtk.SetChild(Handle, box);
        Gtk.gtk_widget_grab_focus(_entry);
    }

    public nint Handle { get; }

    public string EntryText
    {
        get
        {
            nint text = Gtk.gtk_editable_get_chars(_entry, 0, -1);
            string result = Marshal.PtrToStringUTF8(text)!;
            Gtk.g_free(text);
            return result;
        }
    }

    public string DescribeFocus(nint page)
    {
        nint focus = Gtk.gtk_window_get_focus(Handle);
        string where = focus == page ? "the page" : focus == 0 ? "nothing" : "another widget";
        return $"{where} has it in {(Gtk.gtk_window_is_active(Handle) != 0 ? "an active" : "a passive")} window";
    }

    public void Show() => Gtk.Show(Handle);

    public void Put(WebView2 page)
    {
        _ = Gtk.gtk_stack_add_named(_stack, page.Widget, "web");
        Gtk.gtk_stack_set_visible_child_name(_stack, "web");
    }

    /// <summary>Puts it, 1000 pixels high, where 300 or so can be seen of it.</summary>
    public void PutScrolled(WebView2 page)
    {
        Gtk.gtk_widget_set_size_request(page.Widget, 300, 1000);
        Gtk.SetScrolled(_scrolled, page.Widget);
        Gtk.gtk_stack_set_visible_child_name(_stack, "scrolled");
    }

    public void Remove(WebView2 page) => Gtk.RemoveFromStack(_stack, page.Widget);

    public void Scroll(double value) => Gtk.gtk_adjustment_set_value(Gtk.gtk_scrolled_window_get_vadjustment(_scrolled), value);

    public void Choose(string name) => Gtk.gtk_stack_set_visible_child_name(_stack, name);

    public void SetStrip(int height) => Gtk.gtk_widget_set_size_request(_strip, -1, height);

    public void FocusEntry() => Gtk.gtk_widget_grab_focus(_entry);
}
