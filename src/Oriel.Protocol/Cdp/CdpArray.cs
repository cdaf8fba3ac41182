using System.Collections.Generic;
using Oriel.Protocol.Cbor;

namespace Oriel.Protocol.Cdp;

/// <summary>Arrays of any element, for the generated code.</summary>
internal static class CdpArray
{
    internal delegate T ItemReader<out T>(ref CborReader reader);

    internal delegate void ItemWriter<in T>(ref CborWriter writer, T item);

    public static T[] Read<T>(ref CborReader reader, ItemReader<T> read)
    {
        // An announced count is not to be trusted with memory: the list grows with what was really there.
        List<T> items = [];
        CborScope scope = reader.ReadStartArray();
        while (reader.TryReadItem(ref scope))
        {
            items.Add(read(ref reader));
        }

        return items.ToArray();
    }

    public static void Write<T>(ref CborWriter writer, IReadOnlyList<T> items, ItemWriter<T> write)
    {
        int array = writer.WriteStartArray();
        for (int i = 0; i < items.Count; i++)
        {
            write(ref writer, items[i]);
        }

        writer.WriteEnd(array);
    }
}
