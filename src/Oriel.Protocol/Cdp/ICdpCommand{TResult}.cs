using Oriel.Protocol.Cbor;

namespace Oriel.Protocol.Cdp;

/// <summary>A command together with what answers it.</summary>
internal interface ICdpCommand<TResult> : ICdpCommand
{
    /// <summary>Reads the map of results.</summary>
    public static abstract TResult ReadResult(ref CborReader reader);
}
