using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Threading;
using Oriel.Client.Connections;
using Oriel.Ipc.Interop;
using Oriel.Ipc.Loop;

namespace Oriel.Threading;

/// <summary>
/// Where a pump's thread sleeps: until somebody wakes it, or one of its sources has something to read. Constraint: an answer of the browser
/// wakes this thread itself, with no other thread in between.
/// </summary>
/// <remarks>
/// To put a core to sleep and to wake it costs more than most of what happens between a call and its answer. So while answers come within
/// <see cref="s_lookLimit"/>, as in a loop of short scripts, the thread looks again for that long, yielding to whoever wants the core, before it sleeps; one
/// that does not come in time ends this. It is what the threads of .NET's own pool do.
/// </remarks>
internal sealed unsafe class PumpSleep : IDisposable
{
    private static readonly TimeSpan s_lookLimit = TimeSpan.FromMicroseconds(250);
    private static readonly bool s_mayLookAgain = Environment.ProcessorCount > 1;

    private readonly WakeEvent _wake = new();
    private readonly Lock _lock = new();
    private readonly List<ILoopSource> _watched = [];
    private ILoopSource[] _sources = [];
    private PollFd[] _polled = new PollFd[1];
    private bool _isAwake = true;
    private bool _answersComeAtOnce;
    private bool _ended;

    /// <summary>Any thread.</summary>
    internal void Wake() => _wake.Set();

    /// <summary>Any thread. False when the pump has ended.</summary>
    internal bool TryAdd(ILoopSource source)
    {
        lock (_lock)
        {
            if (_ended)
            {
                return false;
            }

            _sources = [.. _sources, source];
            return true;
        }
    }

    /// <summary>Any thread.</summary>
    internal void Remove(ILoopSource source)
    {
        lock (_lock)
        {
            _sources = Array.FindAll(_sources, other => other != source);
        }
    }

    /// <summary>The pump's thread has something to run.</summary>
    internal void OnRunning()
    {
        if (!_isAwake)
        {
            _isAwake = true;
            foreach (ILoopSource source in _sources)
            {
                source.OnRunning();
            }
        }
    }

    /// <summary>Sleeps. On return there may be something to run, or not.</summary>
    /// <param name="longest">Or infinite.</param>
    internal void Sleep(TimeSpan longest)
    {
        _isAwake = false;
        _watched.Clear();
        foreach (ILoopSource source in _sources)
        {
            if (source.OnSleeping())
            {
                _watched.Add(source);
            }
        }

        Watch();
        long begin = Stopwatch.GetTimestamp();
        if (!(_answersComeAtOnce && LookAgain(begin)))
        {
            _ = Poll(Milliseconds(longest));
            _answersComeAtOnce = _watched.Count > 0 && s_mayLookAgain && Stopwatch.GetElapsedTime(begin) < s_lookLimit;
        }

        if (_polled[0].Returned != 0)
        {
            _wake.Reset();
        }
    }

    /// <summary>Lets those sources read for which the sleep ended.</summary>
    internal void ReadSources()
    {
        for (int i = 0; i < _watched.Count; i++)
        {
            if (_polled[i + 1].Returned != 0)
            {
                _watched[i].OnReadable();
            }
        }
    }

    public void Dispose()
    {
        ILoopSource[] sources;
        lock (_lock)
        {
            _ended = true;
            sources = _sources;
            _sources = [];
        }

        foreach (ILoopSource source in sources)
        {
            source.OnLoopEnded();
        }

        _wake.Dispose();
    }

    private void Watch()
    {
        int count = _watched.Count + 1;
        if (_polled.Length < count)
        {
            _polled = new PollFd[count];
        }

        _polled[0] = new PollFd { Fd = _wake.Descriptor, Events = Constants.POLLIN };
        for (int i = 1; i < count; i++)
        {
            _polled[i] = new PollFd { Fd = _watched[i - 1].Descriptor, Events = Constants.POLLIN };
        }
    }

    private bool LookAgain(long begin)
    {
        do
        {
            if (Poll(timeoutMilliseconds: 0) > 0)
            {
                return true;
            }

            _ = Libc.sched_yield();
        }
        while (Stopwatch.GetElapsedTime(begin) < s_lookLimit);
        return false;
    }

    /// <summary>Rounded up: a timer must not be early.</summary>
    private static int Milliseconds(TimeSpan time) =>
        time == Timeout.InfiniteTimeSpan ? Timeout.Infinite : (int)Math.Min(int.MaxValue, Math.Ceiling(time.TotalMilliseconds));

    private int Poll(int timeoutMilliseconds)
    {
        fixed (PollFd* first = _polled)
        {
            int ready;
            while ((ready = Libc.poll(first, (nuint)_watched.Count + 1, timeoutMilliseconds)) < 0)
            {
                if (Marshal.GetLastPInvokeError() != Errno.EINTR)
                {
                    throw LibcException.FromLastError("Cannot wait for messages");
                }
            }

            return ready;
        }
    }
}
