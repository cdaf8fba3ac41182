using System;
using Oriel.Protocol.Cbor;

namespace Oriel.Protocol.Cdp;

/// <summary>A command as it is sent.</summary>
internal interface ICdpCommand
{
    public static abstract ReadOnlySpan<byte> Method { get; }

    /// <summary>Writes the map of parameters.</summary>
    public void WriteParams(ref CborWriter writer);
}
