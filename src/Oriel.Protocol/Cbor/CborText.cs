using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Oriel.Protocol.Cbor;

/// <summary>Makes strings of the text in a message.</summary>
internal static class CborText
{
    /// <exception cref="ProtocolException">It is binary.</exception>
    public static string ToString(ReadOnlySpan<byte> text, CborStringForm form) => form switch
    {
        // Chromium passes on what servers sent, e.g. header values, without checking that it is UTF-8: replace, do not fail.
        CborStringForm.Utf8 => Encoding.UTF8.GetString(text),
        CborStringForm.Utf16 when BitConverter.IsLittleEndian => new string(MemoryMarshal.Cast<byte, char>(text)),
        CborStringForm.Utf16 => string.Create(text.Length / 2, text, static (chars, bytes) =>
        {
            for (int i = 0; i < chars.Length; i++)
            {
                chars[i] = (char)BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]);
            }
        }),
        _ => throw new ProtocolException($"Expected text, but there are {text.Length} bytes of binary data."),
    };
}
