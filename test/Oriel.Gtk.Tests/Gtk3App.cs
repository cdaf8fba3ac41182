namespace Oriel.Gtk.Tests;

/// <summary>On GTK 3.</summary>
public sealed class Gtk3App(GtkDisplay display) : GtkApp("3", display);
