namespace Oriel.Protocol.Cbor;

/// <summary>A map or an array that a <see cref="CborReader"/> is inside of; the reader's caller holds it, so nesting costs no allocation.</summary>
internal struct CborScope
{
    /// <summary>Entries still to come, or -1 if a break byte ends the container.</summary>
    internal int Remaining;

    /// <summary>Where the envelope around the container ends, or -1 if it has none.</summary>
    internal readonly int End;

    internal CborScope(int remaining, int end)
    {
        Remaining = remaining;
        End = end;
    }
}
