namespace Oriel.Protocol.Cdp;

internal static class CdpMissing
{
    public static ProtocolException Member(string owner, string name) => new($"The peer sent {owner} without its required member '{name}'.");
}
