namespace Oriel.Gtk.Tests;

/// <summary>On GTK 4.</summary>
public sealed class Gtk4App(GtkDisplay display) : GtkApp("4", display);
