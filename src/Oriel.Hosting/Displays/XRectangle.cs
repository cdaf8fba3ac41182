using System;

namespace Oriel.Hosting.Displays;

/// <summary>A place in numbers that the X protocol can say; a window has at least one pixel.</summary>
internal readonly record struct XRectangle
{
    public XRectangle(long x, long y, long width, long height)
    {
        X = (short)Math.Clamp(x, short.MinValue, short.MaxValue);
        Y = (short)Math.Clamp(y, short.MinValue, short.MaxValue);
        Width = (ushort)Math.Clamp(width, 1, short.MaxValue);
        Height = (ushort)Math.Clamp(height, 1, short.MaxValue);
    }

    public short X { get; }

    public short Y { get; }

    public ushort Width { get; }

    public ushort Height { get; }
}
