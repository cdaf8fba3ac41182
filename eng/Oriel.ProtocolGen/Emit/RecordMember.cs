namespace Oriel.ProtocolGen.Emit;

internal sealed record RecordMember(string WireName, string Property, string Local, CSharpType Type, bool IsOptional)
{
    public string Declaration => IsOptional ? $"{Type.Name}? {Property} = null" : $"{Type.Name} {Property}";
}
