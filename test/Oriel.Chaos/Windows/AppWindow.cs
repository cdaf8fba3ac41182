using System.Drawing;

namespace Oriel.Chaos.Windows;

/// <summary>A window of the app: one cell of the screen, with places for two views beside each other.</summary>
internal sealed class AppWindow(int cell)
{
    internal const int Cells = 6;
    internal const int Places = 2;

    // Of the screen, with the frames that the window manager draws.
    private const int CellsInARow = 3;
    private const int CellWidth = 424;
    private const int CellHeight = 400;
    private const int Width = 400;
    private const int Height = 340;

    internal int Cell => cell;

    /// <summary>On the display; 0 before it is made.</summary>
    internal uint Id { get; set; }

    internal Rectangle Bounds => new(6 + (cell % CellsInARow * CellWidth), 6 + (cell / CellsInARow * CellHeight), Width, Height);

    /// <summary>The part of the window that a place is.</summary>
    internal static Rectangle PartOf(int place) => new(place * Width / Places, 0, Width / Places, Height);

    public override string ToString() => $"window {cell}";
}
