namespace Oriel.Hosting.Displays;

/// <summary>What a client wants to be told of a window.</summary>
internal static class XEventMask
{
    public const uint KeyPress = 1 << 0;
    public const uint KeyRelease = 1 << 1;
    public const uint StructureNotify = 1 << 17;
    public const uint SubstructureNotify = 1 << 19;
    public const uint FocusChange = 1 << 21;
    public const uint PropertyChange = 1 << 22;
}
