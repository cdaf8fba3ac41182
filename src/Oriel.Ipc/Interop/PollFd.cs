using System.Runtime.InteropServices;

namespace Oriel.Ipc.Interop;

[StructLayout(LayoutKind.Sequential)]
internal struct PollFd
{
    public int Fd;
    public short Events;
    public short Returned;
}
