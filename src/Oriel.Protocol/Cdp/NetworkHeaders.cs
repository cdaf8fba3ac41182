using System;
using System.Collections.Generic;
using Oriel.Protocol.Cbor;

namespace Oriel.Protocol.Cdp;

/// <summary>
/// Header names and values in the order they came in. Several values of one name are one entry, parted by line feeds; that is how
/// Chromium tells them.
/// </summary>
internal sealed class NetworkHeaders
{
    private readonly List<KeyValuePair<string, string>> _entries;

    public NetworkHeaders(IEnumerable<KeyValuePair<string, string>> entries)
    {
        _entries = [.. entries];
    }

    public IReadOnlyList<KeyValuePair<string, string>> Entries => _entries;

    /// <summary>The value of a header, whatever the case of its name; null if there is none.</summary>
    public string? this[string name]
    {
        get
        {
            foreach ((string key, string value) in _entries)
            {
                if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase))
                {
                    return value;
                }
            }

            return null;
        }
    }

    public static NetworkHeaders Read(ref CborReader reader)
    {
        List<KeyValuePair<string, string>> entries = [];
        CborScope scope = reader.ReadStartMap();
        while (reader.TryReadItem(ref scope))
        {
            string name = reader.ReadString();
            if (reader.PeekKind() == CborKind.Text)
            {
                entries.Add(new(name, reader.ReadString()));
            }
            else
            {
                reader.SkipValue();
            }
        }

        return new NetworkHeaders(entries);
    }

    public void Write(ref CborWriter writer)
    {
        int map = writer.WriteStartMap();
        foreach ((string name, string value) in _entries)
        {
            writer.WriteString(name);
            writer.WriteString(value);
        }

        writer.WriteEnd(map);
    }
}
