using System.Collections.Generic;
using System.Linq;
using Oriel.ProtocolGen.Schema;

namespace Oriel.ProtocolGen.Emit;

/// <summary>Emits one record: the members in its head, required ones first, and how it is read and written.</summary>
internal sealed class RecordEmitter
{
    private readonly SourceText _source;
    private readonly string _name;
    private readonly string _wireName;
    private readonly List<RecordMember> _members;

    /// <param name="source">Where the record is emitted to.</param>
    /// <param name="mapper">Chooses the members' types.</param>
    /// <param name="name">The C# name.</param>
    /// <param name="wireName">What messages about a malformed one call it.</param>
    /// <param name="properties">The members, in the protocol's order.</param>
    /// <param name="trustsExperimental">
    /// A required member that is experimental is always there: true of what we send, but not of what a browser of another version sends.
    /// </param>
    public RecordEmitter(SourceText source, TypeMapper mapper, string name, string wireName, IReadOnlyList<PropertySchema> properties, bool trustsExperimental)
    {
        _source = source;
        _name = name;
        _wireName = wireName;
        _members = properties
            .Select(property => new RecordMember(
                property.Name,
                Names.Property(property.Name, name),
                Names.Local(property.Name),
                mapper.Map(property.Type),
                property.IsOptional || (property.IsExperimental && !trustsExperimental)))
            .OrderBy(member => member.IsOptional)
            .ToList();
    }

    public void Open(string kind, string? bases)
    {
        string parameters = string.Join(", ", _members.Select(member => member.Declaration));
        string tail = bases is null ? "" : " : " + bases;
        if (parameters.Length < 90)
        {
            _source.Line($"internal {kind} {_name}({parameters}){tail}");
        }
        else
        {
            _source.Line($"internal {kind} {_name}(");
            for (int i = 0; i < _members.Count; i++)
            {
                _source.Line($"    {_members[i].Declaration}{(i == _members.Count - 1 ? ")" + tail : ",")}");
            }
        }

        _source.Open();
    }

    public void Read(string method = "Read")
    {
        _source.Open($"public static {_name} {method}(ref CborReader reader)");
        foreach (RecordMember member in _members)
        {
            _source.Line($"{member.Type.Name}? {member.Local} = null;");
        }

        _source.Line("CborScope scope = reader.ReadStartMap();");
        _source.Open($"while (reader.TryReadKey(ref scope, out {(_members.Count == 0 ? "_" : "ReadOnlySpan<byte> key")}))");
        for (int i = 0; i < _members.Count; i++)
        {
            RecordMember member = _members[i];
            _source.Open($"{(i == 0 ? "if" : "else if")} (key.SequenceEqual({Names.Literal(member.WireName)}u8))");
            if (member.IsOptional)
            {
                _source.Open("if (!reader.TryReadNull())");
            }

            _source.Line($"{member.Local} = {member.Type.Read};");
            if (member.IsOptional)
            {
                _source.Close();
            }

            _source.Close();
        }

        ReadUnknown();
        _source.Close();
        _source.Line();
        Construct();
        _source.Close();
    }

    public void Write(string method = "Write")
    {
        _source.Open($"public void {method}(ref CborWriter writer)");
        _source.Line("int map = writer.WriteStartMap();");
        foreach (RecordMember member in _members)
        {
            if (member.IsOptional)
            {
                _source.Open($"if ({member.Property} is {{ }} {member.Local})");
            }

            _source.Line($"writer.WriteUtf8({Names.Literal(member.WireName)}u8);");
            _source.Line(member.Type.Write(member.IsOptional ? member.Local : member.Property) + ";");
            if (member.IsOptional)
            {
                _source.Close();
                _source.Line();
            }
        }

        _source.Line("writer.WriteEnd(map);");
        _source.Close();
    }

    private void ReadUnknown()
    {
        if (_members.Count == 0)
        {
            _source.Line("reader.SkipValue();");
            return;
        }

        _source.Open("else");
        _source.Line("reader.SkipValue();");
        _source.Close();
    }

    private void Construct()
    {
        if (_members.Count == 0)
        {
            _source.Line($"return new {_name}();");
            return;
        }

        _source.Line($"return new {_name}(");
        for (int i = 0; i < _members.Count; i++)
        {
            RecordMember member = _members[i];
            string missing = member.IsOptional ? "" : $" ?? throw CdpMissing.Member({Names.Literal(_wireName)}, {Names.Literal(member.WireName)})";
            _source.Line($"    {member.Local}{missing}{(i == _members.Count - 1 ? ");" : ",")}");
        }
    }
}
