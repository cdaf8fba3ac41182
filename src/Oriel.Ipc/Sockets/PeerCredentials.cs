using System.Runtime.InteropServices;

namespace Oriel.Ipc.Sockets;

/// <summary>Who is on the other end of a local socket, as the kernel wrote it down when they connected: struct ucred.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct PeerCredentials(int ProcessId, uint UserId, uint GroupId);
