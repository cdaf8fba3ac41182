namespace Oriel.Chaos.World;

/// <summary>What a host that lives long takes.</summary>
/// <param name="Memory">Bytes of managed memory, after a collection.</param>
/// <param name="Descriptors">Files, sockets and the like that it has open.</param>
internal sealed record Footprint(long Memory, int Descriptors)
{
    /// <summary>What caches, tables that have grown once, and threads of the pool may take more.</summary>
    private const long MemoryTolerance = 3 << 20;

    /// <summary>A timer or a wake-up of the runtime's own that was not there at first.</summary>
    private const int DescriptorTolerance = 4;

    internal bool IsFlat(Footprint later) => later.Memory <= Memory + MemoryTolerance && later.Descriptors <= Descriptors + DescriptorTolerance;

    public override string ToString() => $"{Memory / 1024.0:0} KiB, {Descriptors} descriptors";
}
