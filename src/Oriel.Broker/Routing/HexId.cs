using System;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Oriel.Broker.Routing;

/// <summary>A session, target or frame id without a string for it: Chromium's are 128 bits in hex. Any other text is known by its hash.</summary>
internal readonly record struct HexId(UInt128 Value)
{
    public static HexId Parse(ReadOnlySpan<byte> text)
    {
        UInt128 value = 0;
        if (text.Length != 32)
        {
            return Hash(text);
        }

        foreach (byte character in text)
        {
            int digit = character switch
            {
                >= (byte)'0' and <= (byte)'9' => character - '0',
                >= (byte)'A' and <= (byte)'F' => character - 'A' + 10,
                _ => -1,
            };
            if (digit < 0)
            {
                return Hash(text);
            }

            value = (value << 4) | (uint)digit;
        }

        return new HexId(value);
    }

    public static HexId Parse(string text) => Parse(Encoding.UTF8.GetBytes(text));

    private static HexId Hash(ReadOnlySpan<byte> text)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(text, hash);
        return new HexId(BinaryPrimitives.ReadUInt128BigEndian(hash));
    }
}
