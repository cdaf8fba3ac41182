namespace Oriel.Protocol.Cbor;

/// <summary>What the next value of a <see cref="CborReader"/> is, whatever its encoding.</summary>
internal enum CborKind
{
    Null = 1,
    Boolean,
    Integer,
    Double,
    Text,
    Binary,
    Array,
    Map,
}
