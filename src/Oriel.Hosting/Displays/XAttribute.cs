namespace Oriel.Hosting.Displays;

/// <summary>Which attributes of a window a request is about.</summary>
internal static class XAttribute
{
    public const uint BackgroundPixmap = 1 << 0;
    public const uint OverrideRedirect = 1 << 9;
    public const uint EventMask = 1 << 11;
}
