using System;
using System.Buffers.Binary;
using System.Drawing;
using System.IO;

namespace Oriel.Tour.Tests;

/// <summary>What the head of a PNG file says.</summary>
internal static class PngFile
{
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <exception cref="InvalidDataException">It is no PNG file.</exception>
    internal static Size ReadSize(string path)
    {
        ReadOnlySpan<byte> content = File.ReadAllBytes(path);

        // Signature, then the header chunk: length, type, width, height.
        return content.StartsWith(Signature) && content[12..16].SequenceEqual("IHDR"u8)
            ? new Size(BinaryPrimitives.ReadInt32BigEndian(content[16..]), BinaryPrimitives.ReadInt32BigEndian(content[20..]))
            : throw new InvalidDataException($"{path} is no PNG file.");
    }
}
