using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace Oriel.ProtocolGen.Schema;

/// <summary>All that a protocol file, in the format of Chromium's <c>/json/protocol</c>, describes.</summary>
internal sealed class ProtocolSchema
{
    private readonly Dictionary<TypeName, TypeSchema> _types = [];
    private readonly Dictionary<string, List<MemberSchema>> _members = [];

    public static ProtocolSchema Parse(string json)
    {
        ProtocolSchema schema = new();
        using JsonDocument document = JsonDocument.Parse(json);
        foreach (JsonElement domain in document.RootElement.GetProperty("domains").EnumerateArray())
        {
            schema.AddDomain(domain);
        }

        return schema;
    }

    public IEnumerable<string> Domains => _members.Keys;

    public IEnumerable<TypeSchema> TypesOf(string domain) => _types.Values.Where(type => type.Name.Domain == domain);

    public IReadOnlyList<MemberSchema> MembersOf(string domain) =>
        _members.TryGetValue(domain, out List<MemberSchema>? members) ? members : throw new FormatException($"The protocol has no domain '{domain}'.");

    public TypeSchema Type(TypeName name) =>
        _types.TryGetValue(name, out TypeSchema? type) ? type : throw new FormatException($"The protocol has no type '{name}'.");

    private void AddDomain(JsonElement element)
    {
        string domain = SchemaJson.RequiredString(element, "domain");
        foreach (JsonElement type in Members(element, "types"))
        {
            TypeName name = new(domain, SchemaJson.RequiredString(type, "id"));
            _types.Add(name, new TypeSchema(name, TypeReference.Parse(type, domain), PropertySchema.ParseAll(type, "properties", domain), SchemaJson.Strings(type, "enum")));
        }

        List<MemberSchema> members = [];
        members.AddRange(Members(element, "commands").Select(command => ParseMember(command, domain, isEvent: false)));
        members.AddRange(Members(element, "events").Select(raised => ParseMember(raised, domain, isEvent: true)));
        _members.Add(domain, members);
    }

    private static MemberSchema ParseMember(JsonElement element, string domain, bool isEvent) => new(
        SchemaJson.RequiredString(element, "name"),
        isEvent,
        PropertySchema.ParseAll(element, "parameters", domain),
        PropertySchema.ParseAll(element, "returns", domain));

    private static IEnumerable<JsonElement> Members(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement list) ? list.EnumerateArray() : Enumerable.Empty<JsonElement>();
}
