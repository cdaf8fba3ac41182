using Xunit;

namespace Oriel.Gtk.Tests;

/// <summary>The control in GTK 4.</summary>
public sealed class Gtk4Tests(Gtk4App app) : ControlTests(app), IClassFixture<Gtk4App>;
