namespace Oriel.Gtk;

/// <summary>Which GTK. A process has one.</summary>
public enum GtkVersion
{
    /// <summary>GTK 3, <c>libgtk-3.so.0</c>.</summary>
    Gtk3 = 3,

    /// <summary>GTK 4, <c>libgtk-4.so.1</c>.</summary>
    Gtk4 = 4,
}
