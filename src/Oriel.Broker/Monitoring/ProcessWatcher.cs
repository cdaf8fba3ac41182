using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Oriel.Ipc.Loop;
using Oriel.Ipc.Processes;
using Oriel.Protocol.Cdp;

namespace Oriel.Broker.Monitoring;

/// <summary>
/// Knows each process of the browser's group from birth to death, but for the crash handlers. The kernel tells of deaths at once (pidfd). It tells an unprivileged process nothing of births, so these are looked for when
/// something may have brought one about: the browser said something, a process died, somebody asks (docs/adr/0018).
/// </summary>
/// <remarks>
/// After such a cause it looks three times, at <see cref="s_looks"/>, because a process comes some time after its cause; after a likely one, or while a process has not become yet what it is to be, at once; while causes keep coming, every
/// half second, and every two seconds also at what other threads of the browser have started. With a browser that is silent it does not look, and costs nothing.
/// </remarks>
internal sealed class ProcessWatcher(EventLoop loop, Action<BrokerDomain.ProcessInfo> started, Action<WatchedProcess, ChildStatus?> exited) : IDisposable
{
    private const int AtOnce = 0;
    private const int Soon = 1;
    private const int Busy = 2;
    private static readonly TimeSpan[] s_looks = [TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(2)];

    private const int MostMoments = 10;
    private static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(10);

    private readonly Dictionary<int, WatchedProcess> _known = [];

    /// <summary>Those that have ended and that their parents have not waited for: they are still listed, and must not be taken for others.</summary>
    private readonly HashSet<int> _ended = [];

    /// <summary>Of one look, kept for the next: it must not cost the broker memory that it looks often.</summary>
    private readonly Stack<(int ProcessId, bool IsZygote)> _toVisit = new();
    private readonly List<int> _children = [];
    private Deadline? _look;
    private long _lookedEverywhereAt;
    private int _browserPid;
    private int _step = -1;
    private bool _hasNewCause;

    /// <summary>The processes that were told of and live, the browser process first.</summary>
    public IReadOnlyList<BrokerDomain.ProcessInfo> Told =>
        _browserPid == 0 ? [] : [Browser, .. _known.Values.Where(static process => process.IsTold).Select(static process => process.Info)];

    private BrokerDomain.ProcessInfo Browser => new(_browserPid, ProcessDescription.Browser);

    /// <summary>A browser runs.</summary>
    public void Begin(int browserPid)
    {
        _browserPid = browserPid;
        started(Browser);
        Look(everywhere: true);
        OnCause();
    }

    /// <summary>It is lost; how its processes end is not told any more.</summary>
    public void End()
    {
        _browserPid = 0;
        foreach (WatchedProcess process in _known.Values)
        {
            process.Dispose();
        }

        _known.Clear();
        _ended.Clear();
    }

    /// <summary>Finds the processes that live now, the browser process first. One that has just been forked gets a moment to become what it is to be.</summary>
    /// <param name="found">Called with them, perhaps at once.</param>
    /// <param name="patience">How many more times to look.</param>
    public void List(Action<IReadOnlyList<BrokerDomain.ProcessInfo>> found, int patience = MostMoments)
    {
        if (_browserPid == 0)
        {
            found([]);
            return;
        }

        Look(everywhere: patience == MostMoments);
        if (patience > 0 && HasUnknown())
        {
            _ = loop.Schedule(s_moment, () => List(found, patience - 1));
            return;
        }

        found(Told);
    }

    /// <summary>Something happened that may have started a process. Called for every message of the browser.</summary>
    public void OnCause()
    {
        _hasNewCause = true;
        if (_step < 0 && _browserPid != 0)
        {
            Schedule(Soon);
        }
    }

    /// <summary>Something happened that as a rule starts a process: a document is asked for, a page is there. One that dies before it is known is not told of, so the look comes soon, whatever the browser says meanwhile.</summary>
    public void OnLikelyCause()
    {
        _hasNewCause = true;
        if (_step != AtOnce && _browserPid != 0)
        {
            Schedule(AtOnce);
        }
    }

    public void Dispose() => End();

    private void Schedule(int step)
    {
        _step = step;
        _hasNewCause = false;
        _look?.Dispose();
        _look = loop.Schedule(s_looks[step], OnDue);
    }

    private void OnDue()
    {
        int step = _step;
        _step = -1;
        if (_browserPid == 0)
        {
            return;
        }

        int next = _hasNewCause && step != AtOnce ? Busy : step + 1;

        // A browser that never falls silent starts processes, too.
        Look(everywhere: step == s_looks.Length - 1 || Stopwatch.GetElapsedTime(_lookedEverywhereAt) >= s_looks[^1]);
        if (HasUnknown())
        {
            next = AtOnce;
        }

        if (next < s_looks.Length)
        {
            Schedule(next);
        }
    }

    /// <param name="everywhere">Also at what threads of the browser have started themselves; as a rule they let the zygotes do it.</param>
    private void Look(bool everywhere)
    {
        if (everywhere)
        {
            _lookedEverywhereAt = Stopwatch.GetTimestamp();
            _ = _ended.RemoveWhere(static processId => !IsZombie(processId));
        }

        _toVisit.Push((_browserPid, false));
        while (_toVisit.TryPop(out (int ProcessId, bool IsZygote) parent))
        {
            _children.Clear();
            ProcFile.AddChildren(parent.ProcessId, ofAllThreads: everywhere && parent.ProcessId == _browserPid, _children);
            foreach (int child in _children)
            {
                if (IsEnded(child))
                {
                    continue;
                }

                if (!_known.TryGetValue(child, out WatchedProcess? process))
                {
                    process = WatchedProcess.TryOpen(loop, child, OnExited);
                    if (process is null)
                    {
                        continue;
                    }

                    _known.Add(child, process);
                }

                if (!process.IsKnown && process.TryDescribe(parent.IsZygote))
                {
                    started(process.Info);
                }

                // The sandbox's zygote forks another, which shows nothing by which it could be told from a renderer to be, and forks the renderers.
                if (process.IsKnown ? process.Info.Type == ProcessDescription.Zygote : parent.IsZygote)
                {
                    _toVisit.Push((child, true));
                }
            }
        }
    }

    private bool HasUnknown()
    {
        foreach (WatchedProcess process in _known.Values)
        {
            if (!process.IsKnown)
            {
                return true;
            }
        }

        return false;
    }

    /// <remarks>The number of one that was waited for can be another's by now.</remarks>
    private bool IsEnded(int processId) => _ended.Contains(processId) && (IsZombie(processId) || !_ended.Remove(processId));

    private static bool IsZombie(int processId) => ProcFile.ReadStat(processId) is { IsZombie: true };

    private void OnExited(WatchedProcess process, ChildStatus? status)
    {
        _known.Remove(process.Info.Pid);
        _ended.Add(process.Info.Pid);
        if (process.IsTold || !process.IsKnown)
        {
            exited(process, status);
        }

        // The browser may start another in its place.
        OnCause();
    }
}
