using System.Runtime.InteropServices;

namespace Oriel.Ipc.Loop;

/// <summary>The kernel's struct epoll_event, which is packed on x64 and naturally aligned everywhere else.</summary>
internal static unsafe class EpollEvent
{
    public static readonly int Size = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 12 : 16;

    private static readonly int s_dataOffset = Size - 8;

    public static void Write(byte* at, Readiness events, int fd)
    {
        *(uint*)at = (uint)events;
        *(ulong*)(at + s_dataOffset) = (uint)fd;
    }

    public static Readiness ReadEvents(byte* at) => (Readiness)(*(uint*)at);

    public static int ReadFd(byte* at) => (int)*(ulong*)(at + s_dataOffset);
}
