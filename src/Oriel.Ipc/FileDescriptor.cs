using Microsoft.Win32.SafeHandles;
using Oriel.Ipc.Interop;

namespace Oriel.Ipc;

/// <summary>One open descriptor of the kernel, closed once. The number is read without counting references: each has one owner on one thread.</summary>
internal sealed class FileDescriptor : SafeHandleMinusOneIsInvalid
{
    public FileDescriptor(int value)
        : base(ownsHandle: true)
    {
        SetHandle(value);
    }

    public int Value => (int)handle;

    /// <summary>Gives the number away; whoever takes it closes it.</summary>
    public int Release()
    {
        int value = (int)handle;
        SetHandleAsInvalid();
        return value;
    }

    protected override bool ReleaseHandle() => Libc.close((int)handle) == 0;
}
