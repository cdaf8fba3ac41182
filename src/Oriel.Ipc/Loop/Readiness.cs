using System;

namespace Oriel.Ipc.Loop;

/// <summary>epoll's event bits.</summary>
[Flags]
internal enum Readiness
{
    None = 0,
    Readable = 0x1,
    Writable = 0x4,
    Error = 0x8,
    HungUp = 0x10,
}
