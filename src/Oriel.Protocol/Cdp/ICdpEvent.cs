using System;
using Oriel.Protocol.Cbor;

namespace Oriel.Protocol.Cdp;

internal interface ICdpEvent<TSelf>
    where TSelf : ICdpEvent<TSelf>
{
    public static abstract ReadOnlySpan<byte> Method { get; }

    /// <summary>Reads the map of parameters.</summary>
    public static abstract TSelf Read(ref CborReader reader);
}
