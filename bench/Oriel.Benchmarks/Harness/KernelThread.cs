using System;
using System.IO;
using Microsoft.Win32.SafeHandles;

namespace Oriel.Benchmarks.Harness;

/// <summary>What the kernel says of a thread of this process.</summary>
internal sealed class KernelThread : IDisposable
{
    private readonly SafeFileHandle _stat;
    private readonly byte[] _buffer = new byte[64];

    private KernelThread(SafeFileHandle stat) => _stat = stat;

    /// <summary>Whether it waits for something. Any thread, one at a time.</summary>
    public bool IsAsleep
    {
        get
        {
            int count = RandomAccess.Read(_stat, _buffer, fileOffset: 0);

            // "pid (name) state …"; the name may hold anything.
            int name = _buffer.AsSpan(0, count).LastIndexOf((byte)')');
            return _buffer[name + 2] == 'S';
        }
    }

    public static KernelThread OfCurrent()
    {
        string thread = Directory.ResolveLinkTarget("/proc/thread-self", returnFinalTarget: false)!.FullName;
        return new KernelThread(File.OpenHandle(Path.Combine(thread, "stat")));
    }

    public void Dispose() => _stat.Dispose();
}
