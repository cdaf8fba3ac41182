using System;
using System.Collections.Generic;
using System.Text.Json;

namespace Oriel.ProtocolGen.Schema;

internal static class SchemaJson
{
    public static string RequiredString(JsonElement element, string member) =>
        element.GetProperty(member).GetString() ?? throw new FormatException($"'{member}' is null in {element.GetRawText()}.");

    public static bool Flag(JsonElement element, string member) => element.TryGetProperty(member, out JsonElement value) && value.GetBoolean();

    public static IReadOnlyList<string> Strings(JsonElement element, string member)
    {
        List<string> strings = [];
        if (element.TryGetProperty(member, out JsonElement list))
        {
            foreach (JsonElement item in list.EnumerateArray())
            {
                strings.Add(item.GetString() ?? "");
            }
        }

        return strings;
    }
}
