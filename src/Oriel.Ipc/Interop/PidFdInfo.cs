using System.Runtime.InteropServices;

namespace Oriel.Ipc.Interop;

/// <summary>struct pidfd_info of the kernel, in its first size.</summary>
[StructLayout(LayoutKind.Explicit, Size = 64)]
internal struct PidFdInfo
{
    [FieldOffset(0)]
    public ulong Mask;

    /// <summary>As waitpid(2) gives it.</summary>
    [FieldOffset(60)]
    public int ExitCode;
}
