using Xunit;

namespace Oriel.Gtk.Tests;

/// <summary>The control in GTK 3.</summary>
public sealed class Gtk3Tests(Gtk3App app) : ControlTests(app), IClassFixture<Gtk3App>;
