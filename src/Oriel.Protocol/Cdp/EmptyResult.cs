using Oriel.Protocol.Cbor;

namespace Oriel.Protocol.Cdp;

/// <summary>What answers a command that returns nothing.</summary>
internal sealed record EmptyResult : ICdpWritable
{
    public static EmptyResult Instance { get; } = new();

    public static EmptyResult Read(ref CborReader reader)
    {
        reader.SkipValue();
        return Instance;
    }

    public void Write(ref CborWriter writer) => writer.WriteEnd(writer.WriteStartMap());
}
