using System.Runtime.InteropServices;

namespace Oriel.Ipc.Interop;

/// <summary>The kernel's struct itimerspec: first the interval of a repeating timer, then the time to its first expiration.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TimerSetting
{
    public nint IntervalSeconds;
    public nint IntervalNanoseconds;
    public nint Seconds;
    public nint Nanoseconds;
}
