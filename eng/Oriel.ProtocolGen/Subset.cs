using System;
using System.Collections.Generic;
using System.Linq;
using Oriel.ProtocolGen.Schema;

namespace Oriel.ProtocolGen;

/// <summary>The part of a protocol to generate: chosen commands and events, with every type they need and the directions those travel in.</summary>
internal sealed class Subset
{
    private readonly ProtocolSchema _schema;
    private readonly bool _isOurs;
    private readonly HashSet<string> _members = [];
    private readonly HashSet<TypeName> _read = [];
    private readonly HashSet<TypeName> _written = [];

    /// <param name="schema">The protocol to choose from.</param>
    /// <param name="isOurs">We answer for this protocol as well as use it, so everything is read and written.</param>
    /// <param name="chosen">Qualified names of commands and events.</param>
    public Subset(ProtocolSchema schema, bool isOurs, IEnumerable<string> chosen)
    {
        _schema = schema;
        _isOurs = isOurs;
        foreach (string name in chosen)
        {
            Choose(name);
        }
    }

    public ProtocolSchema Schema => _schema;

    public bool IsOurs => _isOurs;

    public IEnumerable<string> Domains => _read.Concat(_written).Select(type => type.Domain)
        .Concat(_members.Select(member => member[..member.IndexOf('.', StringComparison.Ordinal)]))
        .Distinct()
        .Order(StringComparer.Ordinal);

    public IEnumerable<TypeSchema> TypesOf(string domain) => _schema.TypesOf(domain).Where(type => IsRead(type.Name) || IsWritten(type.Name));

    public IEnumerable<MemberSchema> MembersOf(string domain) => _schema.MembersOf(domain).Where(member => _members.Contains($"{domain}.{member.Name}"));

    public bool IsRead(TypeName type) => _read.Contains(type);

    public bool IsWritten(TypeName type) => _written.Contains(type);

    public static IEnumerable<string> ParseList(string text) =>
        text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#'));

    public static IEnumerable<string> Everything(ProtocolSchema schema) =>
        schema.Domains.SelectMany(domain => schema.MembersOf(domain).Select(member => $"{domain}.{member.Name}"));

    private void Choose(string name)
    {
        TypeName parts = TypeName.Parse(name, "");
        MemberSchema member = _schema.MembersOf(parts.Domain).FirstOrDefault(candidate => candidate.Name == parts.Id)
            ?? throw new FormatException($"The protocol has no command or event '{name}'.");
        if (!_members.Add(name))
        {
            throw new FormatException($"'{name}' is chosen twice.");
        }

        Follow(member.Parameters, isRead: member.IsEvent || _isOurs, isWritten: !member.IsEvent || _isOurs);
        Follow(member.Returns, isRead: true, isWritten: _isOurs);
    }

    private void Follow(IEnumerable<PropertySchema> properties, bool isRead, bool isWritten)
    {
        foreach (PropertySchema property in properties)
        {
            Follow(property.Type, isRead, isWritten);
        }
    }

    private void Follow(TypeReference reference, bool isRead, bool isWritten)
    {
        if (reference.Item is { } item)
        {
            Follow(item, isRead, isWritten);
        }

        if (reference.Named is not { } name)
        {
            return;
        }

        bool isNew = (isRead && _read.Add(name)) | (isWritten && _written.Add(name));
        if (isNew)
        {
            TypeSchema type = _schema.Type(name);
            Follow(type.Underlying, isRead, isWritten);
            Follow(type.Properties, isRead, isWritten);
        }
    }
}
