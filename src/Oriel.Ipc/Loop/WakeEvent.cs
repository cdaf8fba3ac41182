using System;
using Oriel.Ipc.Interop;

namespace Oriel.Ipc.Loop;

/// <summary>A flag that wakes a thread out of poll(2) (eventfd).</summary>
internal sealed unsafe class WakeEvent : IDisposable
{
    private readonly FileDescriptor _event;

    public WakeEvent()
    {
        int fd = Libc.eventfd(0, Constants.O_CLOEXEC | Constants.O_NONBLOCK);
        _event = fd < 0 ? throw LibcException.FromLastError("Cannot make an event") : new FileDescriptor(fd);
    }

    public int Descriptor => _event.Value;

    public void Set()
    {
        ulong one = 1;
        if (Libc.write(_event.Value, &one, sizeof(ulong)) < 0)
        {
            throw LibcException.FromLastError("Cannot set an event");
        }
    }

    /// <summary>Clears the flag. Called when poll has told that it is set.</summary>
    public void Reset()
    {
        ulong count;
        if (Libc.read(_event.Value, &count, sizeof(ulong)) < 0)
        {
            throw LibcException.FromLastError("Cannot reset an event");
        }
    }

    public void Dispose() => _event.Dispose();
}
