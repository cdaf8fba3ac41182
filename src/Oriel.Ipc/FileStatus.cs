using System.Runtime.InteropServices;
using Oriel.Ipc.Interop;

namespace Oriel.Ipc;

/// <summary>What the kernel keeps about a path itself; a symbolic link is not followed.</summary>
/// <param name="Mode">Type and permissions.</param>
/// <param name="UserId">The owner.</param>
/// <param name="Inode">Tells one file from its successor at the same path.</param>
internal readonly record struct FileStatus(int Mode, uint UserId, ulong Inode)
{
    private const int TypeMask = 0xF000;

    public bool IsFolder => (Mode & TypeMask) == 0x4000;

    public int Permissions => Mode & 0xFFF;

    /// <returns>Null if there is nothing at the path.</returns>
    public static unsafe FileStatus? TryRead(string path)
    {
        byte* status = stackalloc byte[256];
        if (Libc.statx(Constants.AT_FDCWD, path, Constants.AT_SYMLINK_NOFOLLOW, Constants.STATX_BASIC_STATS, status) != 0)
        {
            return Marshal.GetLastPInvokeError() is Errno.ENOENT or Errno.ENOTDIR ? null : throw LibcException.FromLastError($"Cannot look at '{path}'");
        }

        return new FileStatus(*(ushort*)(status + 28), *(uint*)(status + 20), *(ulong*)(status + 32));
    }
}
