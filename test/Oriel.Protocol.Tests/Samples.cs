using Oriel.Protocol.Cbor;

namespace Oriel.Protocol.Tests;

internal static class Samples
{
    internal delegate void Write(ref CborWriter writer);

    public static byte[] Encode(Write write)
    {
        using MessageBuffer buffer = new(1);
        CborWriter writer = new(buffer);
        write(ref writer);
        return buffer.WrittenSpan.ToArray();
    }

    public static byte[] EncodeMap(params (string Key, string Value)[] entries) => Encode((ref CborWriter writer) =>
    {
        int map = writer.WriteStartMap();
        foreach ((string key, string value) in entries)
        {
            writer.WriteString(key);
            writer.WriteString(value);
        }

        writer.WriteEnd(map);
    });
}
