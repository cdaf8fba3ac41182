using System;
using System.Drawing;

namespace Oriel.Composition;

/// <summary>A picture of a view, as <see cref="IFrameTarget.OnFrame"/> gets it.</summary>
/// <remarks>Thread: the view's. Valid until the call returns.</remarks>
public readonly ref struct ViewFrame
{
    internal ViewFrame(ReadOnlySpan<byte> pixels, Size size, Rectangle damage, double scale, TimeSpan time)
    {
        Pixels = pixels;
        Size = size;
        Damage = damage;
        Scale = scale;
        Time = time;
    }

    /// <summary>
    /// Four bytes for each pixel, blue, green, red and alpha, colors multiplied by alpha; rows from the top, <see cref="Stride"/> bytes each. Alpha is 255 everywhere unless the view's
    /// <see cref="Microsoft.Web.WebView2.Core.CoreWebView2Controller.DefaultBackgroundColor"/> is transparent.
    /// </summary>
    public ReadOnlySpan<byte> Pixels { get; }

    /// <summary>In pixels. For a moment after the view's bounds were changed it is still the old one.</summary>
    public Size Size { get; }

    /// <summary>The bytes from one row to the next.</summary>
    public int Stride => Size.Width * 4;

    /// <summary>The smallest rectangle around all pixels that differ from the last picture the target got; everything of the first one, and of one of another size.</summary>
    public Rectangle Damage { get; }

    /// <summary>How many pixels there are to one of the page's, without its zoom.</summary>
    public double Scale { get; }

    /// <summary>When the browser drew it, to within a frame, on the clock of <see cref="System.Diagnostics.Stopwatch"/>: since the machine was started.</summary>
    public TimeSpan Time { get; }
}
