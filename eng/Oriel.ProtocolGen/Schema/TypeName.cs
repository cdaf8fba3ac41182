namespace Oriel.ProtocolGen.Schema;

internal sealed record TypeName(string Domain, string Id)
{
    public static TypeName Parse(string text, string domain)
    {
        int dot = text.IndexOf('.', System.StringComparison.Ordinal);
        return dot < 0 ? new TypeName(domain, text) : new TypeName(text[..dot], text[(dot + 1)..]);
    }

    public override string ToString() => $"{Domain}.{Id}";
}
