using System.Threading.Tasks;
using Oriel.TestKit.Displays;
using Xunit;

namespace Oriel.Gtk.Tests;

/// <summary>The display of all tests, which look at one screen and so run one after the other.</summary>
public sealed class GtkDisplay : IAsyncLifetime
{
    /// <summary>Of the collection.</summary>
    public const string Collection = "gtk";

    internal TestDisplay Display { get; private set; } = null!;

    internal DisplayClient Screen { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Display = await TestDisplay.StartAsync();
        Display.Enter();
        Screen = new DisplayClient(Display);
    }

    public async Task DisposeAsync()
    {
        Screen.Dispose();
        Display.Leave();
        await Display.DisposeAsync();
    }

    [CollectionDefinition(Collection)]
    public sealed class Definition : ICollectionFixture<GtkDisplay>;
}
