using System;
using System.Drawing;

namespace Oriel.Core.Features.Composition;

/// <summary>Room for one picture, BGRA, used again and again. It grows and does not shrink.</summary>
internal sealed class PixelBuffer
{
    internal const int BytesPerPixel = 4;

    private byte[] _bytes = [];

    internal Size Size { get; private set; }

    internal int Stride => Size.Width * BytesPerPixel;

    internal Span<byte> Pixels => _bytes.AsSpan(0, Stride * Size.Height);

    /// <summary>Makes room for a picture of this size; what was in it is gone.</summary>
    internal void Reset(Size size)
    {
        int needed = checked(size.Width * BytesPerPixel * size.Height);
        if (_bytes.Length < needed)
        {
            _bytes = GC.AllocateUninitializedArray<byte>(needed);
        }

        Size = size;
    }

    internal Span<byte> Row(int y) => _bytes.AsSpan(y * Stride, Stride);

    /// <summary>The smallest rectangle around all that is not the same here as there; empty if all is.</summary>
    internal Rectangle Compare(PixelBuffer other)
    {
        if (other.Size != Size)
        {
            return new Rectangle(Point.Empty, Size);
        }

        int top = 0;
        while (top < Size.Height && Row(top).SequenceEqual(other.Row(top)))
        {
            top++;
        }

        if (top == Size.Height)
        {
            return Rectangle.Empty;
        }

        int bottom = Size.Height;
        while (Row(bottom - 1).SequenceEqual(other.Row(bottom - 1)))
        {
            bottom--;
        }

        int left = Stride;
        int right = 0;
        for (int y = top; y < bottom; y++)
        {
            Span<byte> row = Row(y);
            Span<byte> otherRow = other.Row(y);
            int same = row[..left].CommonPrefixLength(otherRow[..left]);
            left = Math.Min(left, same);
            int end = Stride;
            while (end > right && row[end - 1] == otherRow[end - 1])
            {
                end = SkipEqual(row, otherRow, end, right);
            }

            right = Math.Max(right, end);
        }

        return Rectangle.FromLTRB(left / BytesPerPixel, top, (right + BytesPerPixel - 1) / BytesPerPixel, bottom);
    }

    /// <summary>Goes left over what is equal, in large steps as long as it can.</summary>
    private static int SkipEqual(ReadOnlySpan<byte> row, ReadOnlySpan<byte> other, int end, int right)
    {
        const int Step = 256;
        while (end - Step >= right && row.Slice(end - Step, Step).SequenceEqual(other.Slice(end - Step, Step)))
        {
            end -= Step;
        }

        while (end > right && row[end - 1] == other[end - 1])
        {
            end--;
        }

        return end;
    }
}
