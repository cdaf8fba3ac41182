using System.Runtime.InteropServices;

namespace Oriel.Hosting.Interop;

/// <summary>struct iovec.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct XcbIoVector
{
    public void* Base;
    public nuint Length;
}
