using System;
using System.Buffers.Binary;
using System.Drawing;
using System.IO;
using System.IO.Compression;
using System.Numerics;

namespace Oriel.Core.Features.Composition;

/// <summary>Reads the PNG that a browser writes: eight bits, true color with or without alpha, not interlaced. The checksums are not looked at: the bytes came through a pipe.</summary>
/// <remarks>Used by one thread at a time; it keeps its rows.</remarks>
internal sealed class PngDecoder
{
    private const int HeaderEnd = 33;
    private const byte TrueColor = 2;
    private const byte TrueColorWithAlpha = 6;

    /// <summary>More than any screen has, and few enough for the bytes to be counted in an int.</summary>
    private const int MostPixelsOfASide = 16383;

    private static readonly byte[] s_signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    private byte[] _row = [];
    private byte[] _above = [];

    /// <exception cref="InvalidDataException">It is no such PNG.</exception>
    internal void Decode(ReadOnlyMemory<byte> png, PixelBuffer picture)
    {
        ReadOnlySpan<byte> header = png.Span;
        if (header.Length < HeaderEnd || !header[..8].SequenceEqual(s_signature) || !header.Slice(12, 4).SequenceEqual("IHDR"u8))
        {
            throw new InvalidDataException($"{header.Length} bytes are no PNG.");
        }

        int width = BinaryPrimitives.ReadInt32BigEndian(header[16..]);
        int height = BinaryPrimitives.ReadInt32BigEndian(header[20..]);
        (byte depth, byte kind, byte interlace) = (header[24], header[25], header[28]);
        if (width is <= 0 or > MostPixelsOfASide || height is <= 0 or > MostPixelsOfASide || depth != 8 || kind is not (TrueColor or TrueColorWithAlpha) || interlace != 0)
        {
            throw new InvalidDataException($"A PNG of {width} by {height} pixels, depth {depth}, kind {kind}, interlace {interlace} is none that is read here.");
        }

        picture.Reset(new Size(width, height));
        using ZLibStream data = new(new PngDataStream(png, HeaderEnd), CompressionMode.Decompress);
        Read(data, picture, kind == TrueColor ? 3 : 4);
    }

    private void Read(ZLibStream data, PixelBuffer picture, int bytesPerPixel)
    {
        int length = picture.Size.Width * bytesPerPixel;
        if (_row.Length < length + 1)
        {
            _row = new byte[length + 1];
            _above = new byte[length + 1];
        }

        _above.AsSpan(0, length + 1).Clear();
        for (int y = 0; y < picture.Size.Height; y++)
        {
            Span<byte> row = _row.AsSpan(0, length + 1);
            try
            {
                data.ReadExactly(row);
            }
            catch (EndOfStreamException early)
            {
                throw new InvalidDataException($"The PNG ends in row {y} of {picture.Size.Height}.", early);
            }

            Restore(row[0], row[1..], _above.AsSpan(1, length), bytesPerPixel);
            if (bytesPerPixel == 3)
            {
                CopyOpaque(row[1..], picture.Row(y));
            }
            else
            {
                CopyWithAlpha(row[1..], picture.Row(y));
            }

            (_row, _above) = (_above, _row);
        }
    }

    /// <summary>Undoes the filter of a row.</summary>
    private static void Restore(byte filter, Span<byte> row, ReadOnlySpan<byte> above, int bytesPerPixel)
    {
        switch (filter)
        {
            case 0:
                break;
            case 1:
                for (int i = bytesPerPixel; i < row.Length; i++)
                {
                    row[i] += row[i - bytesPerPixel];
                }

                break;
            case 2:
                AddAbove(row, above);
                break;
            case 3:
                for (int i = 0; i < row.Length; i++)
                {
                    int left = i < bytesPerPixel ? 0 : row[i - bytesPerPixel];
                    row[i] += (byte)((left + above[i]) >> 1);
                }

                break;
            case 4:
                for (int i = 0; i < row.Length; i++)
                {
                    row[i] += i < bytesPerPixel ? above[i] : Paeth(row[i - bytesPerPixel], above[i], above[i - bytesPerPixel]);
                }

                break;
            default:
                throw new InvalidDataException($"{filter} is no filter of a PNG.");
        }
    }

    private static void AddAbove(Span<byte> row, ReadOnlySpan<byte> above)
    {
        int i = 0;
        for (; i <= row.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            (new Vector<byte>(row[i..]) + new Vector<byte>(above[i..])).CopyTo(row[i..]);
        }

        for (; i < row.Length; i++)
        {
            row[i] += above[i];
        }
    }

    /// <summary>Which of the three neighbours is nearest to what they foretell.</summary>
    private static byte Paeth(int left, int up, int upLeft)
    {
        int toLeft = Math.Abs(up - upLeft);
        int toUp = Math.Abs(left - upLeft);
        int toUpLeft = Math.Abs(left + up - (2 * upLeft));
        return (byte)(toLeft <= toUp && toLeft <= toUpLeft ? left : toUp <= toUpLeft ? up : upLeft);
    }

    private static void CopyOpaque(ReadOnlySpan<byte> rgb, Span<byte> bgra)
    {
        int to = 0;
        for (int from = 0; from + 2 < rgb.Length; from += 3)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bgra[to..], 0xff000000u | ((uint)rgb[from] << 16) | ((uint)rgb[from + 1] << 8) | rgb[from + 2]);
            to += PixelBuffer.BytesPerPixel;
        }
    }

    private static void CopyWithAlpha(ReadOnlySpan<byte> rgba, Span<byte> bgra)
    {
        for (int i = 0; i < rgba.Length; i += PixelBuffer.BytesPerPixel)
        {
            uint pixel = BinaryPrimitives.ReadUInt32LittleEndian(rgba[i..]);
            BinaryPrimitives.WriteUInt32LittleEndian(bgra[i..], (pixel & 0xff00ff00u) | ((pixel & 0xff) << 16) | ((pixel >> 16) & 0xff));
        }
    }
}
