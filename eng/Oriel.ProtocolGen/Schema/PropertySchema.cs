using System.Collections.Generic;
using System.Text.Json;

namespace Oriel.ProtocolGen.Schema;

/// <summary>A member: optional if its sender may leave it out, experimental if a browser of another version may not know it.</summary>
internal sealed record PropertySchema(string Name, TypeReference Type, bool IsOptional, bool IsExperimental, IReadOnlyList<string> Enum)
{
    public static IReadOnlyList<PropertySchema> ParseAll(JsonElement owner, string member, string domain)
    {
        List<PropertySchema> properties = [];
        if (owner.TryGetProperty(member, out JsonElement list))
        {
            foreach (JsonElement element in list.EnumerateArray())
            {
                properties.Add(new PropertySchema(
                    SchemaJson.RequiredString(element, "name"),
                    TypeReference.Parse(element, domain),
                    SchemaJson.Flag(element, "optional"),
                    SchemaJson.Flag(element, "experimental"),
                    SchemaJson.Strings(element, "enum")));
            }
        }

        return properties;
    }
}
