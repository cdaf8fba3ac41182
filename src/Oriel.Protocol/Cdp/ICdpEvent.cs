using System;
using Oriel.Protocol.Cbor;

namespace Oriel.Protocol.Cdp;

internal interface ICdpEvent<TSelf>
    where TSelf : class, ICdpEvent<TSelf>
{
    public static abstract ReadOnlySpan<byte> Method { get; }

    /// <summary>Reads the map of parameters. Null for an occurrence that the type is not interested in.</summary>
    public static abstract TSelf? Read(ref CborReader reader);
}
