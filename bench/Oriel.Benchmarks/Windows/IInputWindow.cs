using System.Threading.Tasks;

namespace Oriel.Benchmarks.Windows;

/// <summary>A window on the display whose page is the <see cref="InputPage"/>.</summary>
internal interface IInputWindow
{
    /// <summary>The page's upper left corner on the screen.</summary>
    public (int X, int Y) Corner { get; }

    public void Resize(int width, int height);

    /// <summary>What the page tells next.</summary>
    public Task<string> NextMessageAsync();
}
