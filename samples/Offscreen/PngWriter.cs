using System;
using System.Buffers.Binary;
using System.Drawing;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace Offscreen;

/// <summary>Writes a PNG file: three chunks, the pixels in rows without a filter.</summary>
internal static class PngWriter
{
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <param name="file">Gets it.</param>
    /// <param name="size">In pixels.</param>
    /// <param name="pixels">Blue, green, red and alpha of each; alpha is left out.</param>
    public static void Write(Stream file, Size size, ReadOnlySpan<byte> pixels)
    {
        file.Write(Signature);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, size.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], size.Height);
        header[8] = 8;
        header[9] = 2;
        header[10..].Clear();
        WriteChunk(file, "IHDR", header);

        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            byte[] row = new byte[1 + (size.Width * 3)];
            for (int y = 0; y < size.Height; y++)
            {
                ReadOnlySpan<byte> source = pixels.Slice(y * size.Width * 4, size.Width * 4);
                for (int x = 0; x < size.Width; x++)
                {
                    row[1 + (x * 3)] = source[(x * 4) + 2];
                    row[2 + (x * 3)] = source[(x * 4) + 1];
                    row[3 + (x * 3)] = source[x * 4];
                }

                zlib.Write(row);
            }
        }

        WriteChunk(file, "IDAT", packed.GetBuffer().AsSpan(0, (int)packed.Length));
        WriteChunk(file, "IEND", []);
    }

    private static void WriteChunk(Stream file, string type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        Span<byte> name = stackalloc byte[4];
        Encoding.ASCII.GetBytes(type, name);
        file.Write(name);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Sum(Sum(uint.MaxValue, name), data) ^ uint.MaxValue);
        file.Write(number);
    }

    /// <summary>CRC-32, as PNG has it.</summary>
    private static uint Sum(uint sum, ReadOnlySpan<byte> data)
    {
        foreach (byte value in data)
        {
            sum ^= value;
            for (int bit = 0; bit < 8; bit++)
            {
                sum = (sum >> 1) ^ ((sum & 1) * 0xEDB88320);
            }
        }

        return sum;
    }
}
