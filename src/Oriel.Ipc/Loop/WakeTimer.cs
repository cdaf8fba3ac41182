using System;
using System.Runtime.InteropServices;
using System.Threading;
using Oriel.Ipc.Interop;

namespace Oriel.Ipc.Loop;

/// <summary>
/// A timer that one thread sleeps for and others set and clear, each with one system call (timerfd). The thread that sleeps disposes it;
/// to set or clear it after that does nothing.
/// </summary>
internal sealed unsafe class WakeTimer : IDisposable
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly FileDescriptor _timer;
    private readonly Lock _lock = new();

    public WakeTimer()
    {
        int fd = Libc.timerfd_create(Constants.CLOCK_MONOTONIC, Constants.O_CLOEXEC);
        _timer = fd < 0 ? throw LibcException.FromLastError("Cannot make a timer") : new FileDescriptor(fd);
    }

    /// <summary>Ends the sleep in <see cref="Wait"/> when <paramref name="after"/> has passed, unless it is set anew or cleared before.</summary>
    public void Set(TimeSpan after) => Apply(Math.Max(1, after.Ticks * TimeSpan.NanosecondsPerTick));

    public void Clear() => Apply(0);

    /// <summary>Sleeps until the timer expires. Returns at once when it has since the last call.</summary>
    public void Wait()
    {
        ulong expirations;
        while (Libc.read(_timer.Value, &expirations, sizeof(ulong)) < 0)
        {
            if (Marshal.GetLastPInvokeError() != Errno.EINTR)
            {
                throw LibcException.FromLastError("Cannot wait for a timer");
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _timer.Dispose();
        }
    }

    private void Apply(long nanoseconds)
    {
        TimerSetting setting = new()
        {
            Seconds = (nint)(nanoseconds / NanosecondsPerSecond),
            Nanoseconds = (nint)(nanoseconds % NanosecondsPerSecond),
        };
        lock (_lock)
        {
            if (!_timer.IsClosed && Libc.timerfd_settime(_timer.Value, 0, &setting, null) != 0)
            {
                throw LibcException.FromLastError("Cannot set a timer");
            }
        }
    }
}
