using System;
using System.Drawing;
using System.Threading.Tasks;
using Oriel.Conformance.Support;
using Oriel.TestKit.Displays;

namespace Oriel.Conformance.Windows;

/// <summary>A display, and a browser that has its windows there; for all classes of the collection.</summary>
public sealed class WindowFixture : BrowserFixture
{
    internal TestDisplay Display { get; private set; } = null!;

    internal DisplayClient Screen { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        Display = await TestDisplay.StartAsync();

        // This process is an app on the display; those tests that want no window do not look at it.
        Display.Enter();
        Screen = new DisplayClient(Display);
        try
        {
            await base.InitializeAsync();
        }
        catch
        {
            // Nobody disposes of what has not begun.
            await DisposeDisplayAsync();
            throw;
        }
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await DisposeDisplayAsync();
    }

    private async Task DisposeDisplayAsync()
    {
        Screen.Dispose();
        Display.Leave();
        await Display.DisposeAsync();
    }

    private protected override async Task<IntPtr> FindParentAsync() => (nint)await Screen.CreateWindowAsync(new Rectangle(1200, 800, 50, 50), Color.Gray);
}
