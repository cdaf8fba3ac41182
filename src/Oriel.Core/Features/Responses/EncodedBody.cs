using System;
using System.Buffers;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using Oriel.Protocol;
using Oriel.Protocol.Cbor;

namespace Oriel.Core.Features.Responses;

/// <summary>A body as the protocol has it: text, or base64 of what is none.</summary>
internal static class EncodedBody
{
    /// <param name="reader">Stands on the map of results.</param>
    /// <param name="member">Which member it is in.</param>
    internal static byte[] Read(ref CborReader reader, ReadOnlySpan<byte> member)
    {
        ReadOnlySpan<byte> text = default;
        CborStringForm form = CborStringForm.Utf8;
        bool isBase64 = false;
        CborScope scope = reader.ReadStartMap();
        while (reader.TryReadKey(ref scope, out ReadOnlySpan<byte> key))
        {
            if (key.SequenceEqual(member))
            {
                text = reader.ReadRawString(out form);
            }
            else if (key.SequenceEqual("base64Encoded"u8))
            {
                isBase64 = reader.ReadBoolean();
            }
            else
            {
                reader.SkipValue();
            }
        }

        return isBase64 ? Decode(text) : form == CborStringForm.Utf16 ? ToUtf8(text) : text.ToArray();
    }

    private static byte[] Decode(ReadOnlySpan<byte> text)
    {
        byte[] decoded = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        return Base64.DecodeFromUtf8(text, decoded, out _, out int written) == OperationStatus.Done
            ? written == decoded.Length ? decoded : decoded[..written]
            : throw new ProtocolException("The browser sent a body that it calls base64, and that is not.");
    }

    private static byte[] ToUtf8(ReadOnlySpan<byte> utf16)
    {
        ReadOnlySpan<char> text = MemoryMarshal.Cast<byte, char>(utf16);
        byte[] utf8 = new byte[Encoding.UTF8.GetByteCount(text)];
        _ = Encoding.UTF8.GetBytes(text, utf8);
        return utf8;
    }
}
