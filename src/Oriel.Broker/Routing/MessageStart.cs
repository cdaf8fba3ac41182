using System;
using System.Buffers.Binary;

namespace Oriel.Broker.Routing;

/// <summary>What the first bytes of a response tell: Chromium writes the id before anything else.</summary>
internal static class MessageStart
{
    /// <summary>Envelope, beginning of the map, key and an id of up to 32 bits.</summary>
    public const int Size = 7 + 1 + 3 + 5;

    private static ReadOnlySpan<byte> IdKey => [0xBF, 0x62, (byte)'i', (byte)'d'];

    public static bool TryReadId(ReadOnlySpan<byte> start, out int id)
    {
        id = 0;
        if (start.Length < Size || !start[7..].StartsWith(IdKey))
        {
            return false;
        }

        ReadOnlySpan<byte> value = start[11..];
        uint number;
        switch (value[0])
        {
            case < 24:
                number = value[0];
                break;
            case 24:
                number = value[1];
                break;
            case 25:
                number = BinaryPrimitives.ReadUInt16BigEndian(value[1..]);
                break;
            case 26:
                number = BinaryPrimitives.ReadUInt32BigEndian(value[1..]);
                break;
            default:
                return false;
        }

        id = (int)number;
        return number <= int.MaxValue;
    }
}
