namespace Oriel.Conformance.Support;

/// <summary>The codes an app looks at. Written out here: a test must not take them from what it tests.</summary>
internal static class Codes
{
    public const int Fail = unchecked((int)0x80004005);
    public const int InvalidArgument = unchecked((int)0x80070057);
    public const int AccessDenied = unchecked((int)0x80070005);
    public const int FileExists = unchecked((int)0x80070050);
    public const int DiskFull = unchecked((int)0x80070070);
    public const int Timeout = unchecked((int)0x800705B4);
    public const int InvalidState = unchecked((int)0x8007139F);
}
