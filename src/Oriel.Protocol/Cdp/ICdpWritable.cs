using Oriel.Protocol.Cbor;

namespace Oriel.Protocol.Cdp;

/// <summary>A result or the parameters of an event of a domain that we ourselves answer for.</summary>
internal interface ICdpWritable
{
    /// <summary>Writes the map.</summary>
    public void Write(ref CborWriter writer);
}
