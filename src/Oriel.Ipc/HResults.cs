using Oriel.Ipc.Interop;

namespace Oriel.Ipc;

/// <summary>The documented error codes, as the official API raises them.</summary>
internal static class HResults
{
    public const int Fail = unchecked((int)0x80004005);
    public const int Abort = unchecked((int)0x80004004);
    public const int InvalidArgument = unchecked((int)0x80070057);
    public const int AccessDenied = unchecked((int)0x80070005);
    public const int FileNotFound = unchecked((int)0x80070002);
    public const int FileExists = unchecked((int)0x80070050);
    public const int DiskFull = unchecked((int)0x80070070);
    public const int Timeout = unchecked((int)0x800705B4);
    public const int InvalidState = unchecked((int)0x8007139F);

    /// <summary>What a failure inside a user data folder means to an app.</summary>
    public static int FromErrno(int errno) => errno switch
    {
        Errno.EACCES or Errno.EPERM or Errno.EROFS => AccessDenied,
        Errno.EEXIST or Errno.ENOTDIR => FileExists,
        Errno.ENOSPC or Errno.EDQUOT => DiskFull,
        Errno.ENOENT => FileNotFound,
        _ => Fail,
    };
}
