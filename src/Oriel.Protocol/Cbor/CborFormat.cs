using System;
using System.Buffers.Binary;

namespace Oriel.Protocol.Cbor;

/// <summary>
/// The part of CBOR (RFC 8949) that Chromium's pipe speaks. Chromium itself is strict: it takes maps and arrays only in the indefinite
/// form and every one of them only inside an envelope (tag 24 and a byte string); a bare <c>params</c> map is refused.
/// </summary>
internal static class CborFormat
{
    /// <summary>Bytes before the content of an envelope: <c>D8 18 5A</c> and a big-endian 32-bit length.</summary>
    public const int EnvelopeHeaderSize = 7;

    public const byte MajorUnsigned = 0;
    public const byte MajorNegative = 1;
    public const byte MajorBytes = 2;
    public const byte MajorText = 3;
    public const byte MajorArray = 4;
    public const byte MajorMap = 5;
    public const byte MajorTag = 6;
    public const byte MajorSimple = 7;

    public const byte IndefiniteArray = 0x9F;
    public const byte IndefiniteMap = 0xBF;
    public const byte Break = 0xFF;

    /// <summary>Tag 22: bytes that JSON would carry as base64.</summary>
    public const byte BinaryTag = 0xD6;

    public const byte False = 0xF4;
    public const byte True = 0xF5;
    public const byte Null = 0xF6;
    public const byte Undefined = 0xF7;
    public const byte Half = 0xF9;
    public const byte Single = 0xFA;
    public const byte Double = 0xFB;

    /// <summary>The three bytes every message begins with.</summary>
    public static ReadOnlySpan<byte> EnvelopeMark => [0xD8, 0x18, 0x5A];

    /// <summary>The length of a whole message, header included, told from its first <see cref="EnvelopeHeaderSize"/> bytes.</summary>
    /// <exception cref="ProtocolException">The bytes do not begin a message, or its length passes what one buffer can hold.</exception>
    public static int ReadMessageLength(ReadOnlySpan<byte> header)
    {
        if (header.Length < EnvelopeHeaderSize)
        {
            throw new ProtocolException($"A message header has {EnvelopeHeaderSize} bytes, but {header.Length} were given.");
        }

        if (!header.StartsWith(EnvelopeMark))
        {
            throw new ProtocolException(
                $"A message begins with D8-18-5A, but these bytes begin with {Convert.ToHexString(header[..3])}: the peer does not speak this protocol, or a frame was lost.");
        }

        uint length = BinaryPrimitives.ReadUInt32BigEndian(header[3..]);
        if (length > (uint)(Array.MaxLength - EnvelopeHeaderSize))
        {
            throw new ProtocolException($"The peer announced a message of {length} bytes; at most {Array.MaxLength - EnvelopeHeaderSize} can be held.");
        }

        return (int)length + EnvelopeHeaderSize;
    }
}
