using System;
using System.Text.Json;

namespace Oriel.ProtocolGen.Schema;

/// <summary>What the schema says a value is: a primitive by name, a named type of a domain, or an array of either.</summary>
internal sealed record TypeReference(string Primitive, TypeName? Named, TypeReference? Item)
{
    public static TypeReference Parse(JsonElement element, string domain)
    {
        if (element.TryGetProperty("$ref", out JsonElement reference))
        {
            string text = reference.GetString() ?? throw new FormatException($"A $ref in {domain} is null.");
            return new TypeReference("", TypeName.Parse(text, domain), null);
        }

        string primitive = element.GetProperty("type").GetString() ?? throw new FormatException($"A type in {domain} is null.");
        if (primitive != "array")
        {
            return new TypeReference(primitive, null, null);
        }

        TypeReference item = element.TryGetProperty("items", out JsonElement items) ? Parse(items, domain) : new TypeReference("any", null, null);
        return new TypeReference(primitive, null, item);
    }
}
