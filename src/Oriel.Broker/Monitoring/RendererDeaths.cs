using System;
using System.Collections.Generic;
using System.Linq;
using Oriel.Broker.Routing;
using Oriel.Ipc.Interop;
using Oriel.Ipc.Loop;
using Oriel.Ipc.Processes;
using Oriel.Protocol.Cdp;

namespace Oriel.Broker.Monitoring;

/// <summary>
/// Puts the end of a renderer together: the browser tells which targets lost theirs, and the kernel which process ended and how; nothing names both (docs/adr/0020). The browser tells all targets of a renderer in
/// one go; so when it answers what it is asked after the first of them, the last has been told. The kernel's word is here by then, as a rule, since the browser has it from the same source.
/// Where more than one process could be meant, nothing is said but what holds for all of them.
/// </summary>
internal sealed class RendererDeaths(EventLoop loop, BrowserCalls calls, ViewRegistry views)
{
    /// <summary>The kernel's word may come after the browser's, but not long after.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    /// <summary>
    /// One that the browser may have ended itself, having no use for it, is taken for the one that is meant only after this: the kernel's word for the right one may be milliseconds behind.
    /// </summary>
    private static readonly TimeSpan s_doubt = TimeSpan.FromMilliseconds(500);

    /// <summary>A renderer that ended and had no target, such as a spare one, is not mixed up for ever with those that end after it.</summary>
    private static readonly TimeSpan s_memory = TimeSpan.FromSeconds(2);

    private readonly List<LostTarget> _told = [];
    private readonly List<LostTarget> _waiting = [];
    private readonly List<ProcessDeath> _ended = [];

    /// <summary>Of these it is not known yet whether they left a dump.</summary>
    private readonly HashSet<int> _unread = [];
    private int _life;

    /// <summary>Whether the zygote of the renderers is gone: to the browser each of their ends is a normal one from then on.</summary>
    private bool _isZygoteLost;

    /// <summary>A zygote has ended, and with it what the browser could learn of those that it has forked.</summary>
    public void OnZygoteEnded() => _isZygoteLost = true;

    /// <summary>The browser says that a target of a view has lost its renderer.</summary>
    /// <param name="view">Whose it is.</param>
    /// <param name="e">What the browser says.</param>
    /// <param name="frames">Those in it.</param>
    public void OnTargetCrashed(View view, Target.TargetCrashedEvent e, IReadOnlyList<HexId> frames)
    {
        _told.Add(new LostTarget(view, e, frames));
        if (_told.Count == 1)
        {
            calls.Send<Target.GetTargetInfoCommand, Target.GetTargetInfoResult>("", new Target.GetTargetInfoCommand(), _ => OnAllTold(), _ => OnAllTold());
        }
    }

    /// <summary>
    /// The browser says of a target no more than that its renderer is gone: to it this was a normal end. It was one with status 0, or the zygote that would know better is gone as well. Targets that close end so, too; but then the browser does not know them any more
    /// when it is asked.
    /// </summary>
    public void OnRendererGone(View view, string sessionId) => calls.Send<Target.GetTargetInfoCommand, Target.GetTargetInfoResult>(
        sessionId,
        new Target.GetTargetInfoCommand(),
        result =>
        {
            view.Owner.SendEvent(new BrokerDomain.RendererLostEvent(result.TargetInfo.TargetId));
            OnTargetCrashed(view, new Target.TargetCrashedEvent(result.TargetInfo.TargetId, LostTarget.Normal, 0), views.FramesIn(view, HexId.Parse(result.TargetInfo.TargetId)));
        },
        static _ => { });

    /// <summary>The kernel says that a renderer has ended; <see cref="OnEnded"/> follows.</summary>
    public void OnEnding(int processId, ChildStatus? status)
    {
        _ended.Add(new ProcessDeath(processId, status, null));
        _unread.Add(processId);
    }

    /// <summary>All is known of its end.</summary>
    public void OnEnded(ProcessDeath death)
    {
        if (!_unread.Remove(death.ProcessId))
        {
            // Of a browser that is lost.
            return;
        }

        int life = _life;
        _ended[_ended.FindIndex(ended => ended.ProcessId == death.ProcessId)] = death;
        _ = loop.Schedule(s_memory, () => _ = life == _life && _ended.Remove(death));
        Match();
    }

    /// <summary>The browser is lost.</summary>
    public void Clear()
    {
        _life++;
        _isZygoteLost = false;
        _told.Clear();
        _waiting.Clear();
        _ended.Clear();
        _unread.Clear();
    }

    private void OnAllTold()
    {
        int life = _life;
        LostTarget[] told = [.. _told];
        _told.Clear();

        // Behind all that the kernel has told along with the browser's answer.
        After(TimeSpan.Zero, () =>
        {
            _waiting.AddRange(told);
            Match();
            After(s_doubt, () => Match(undoubted: told));
            After(s_patience, () => Match(overdue: told));
        });

        void After(TimeSpan time, Action action) => _ = loop.Schedule(time, () =>
        {
            if (life == _life)
            {
                action();
            }
        });
    }

    /// <param name="undoubted">These may be of renderers that the browser has ended itself.</param>
    /// <param name="overdue">For these the kernel's word is not waited for any longer.</param>
    private void Match(LostTarget[]? undoubted = null, LostTarget[]? overdue = null)
    {
        Dictionary<LostTarget, ProcessDeath[]> candidates = _waiting.ToDictionary(static lost => lost, Candidates);
        LostTarget[] settled = [.. _waiting.Where(lost => candidates[lost] is { Length: > 0 } some
            ? !some.Any(death => _unread.Contains(death.ProcessId)) && (lost.ErrorCode != 0 || !some.All(IsOfTheBrowser) || Contains(undoubted, lost) || Contains(overdue, lost))
            : !lost.HadProcess || Contains(overdue, lost))];
        _waiting.RemoveAll(settled.Contains);
        foreach (var group in settled.GroupBy(lost => (lost.View, Death: Agreed(candidates[lost]), lost.Status)))
        {
            Tell(group.Key.View, group.Key.Death, [.. group]);
        }

        _ended.RemoveAll(death => settled.Any(lost => candidates[lost] is [var only] && only == death));
    }

    private static bool Contains(LostTarget[]? some, LostTarget lost) => some?.Contains(lost) == true;

    /// <summary>The browser ends renderers that it needs no more, with SIGTERM or, where their zygote is gone, by closing their pipe, and tells nothing of that.</summary>
    private bool IsOfTheBrowser(ProcessDeath death) => death.Signal == Constants.SIGTERM || (_isZygoteLost && death.ExitStatus == 0);

    /// <summary>Those that may be meant: where a death fits that is none of the browser's doing, that one is.</summary>
    private ProcessDeath[] Candidates(LostTarget lost)
    {
        ProcessDeath[] fitting = [.. _ended.Where(death => lost.MayBeOf(death, _isZygoteLost))];
        ProcessDeath[] others = [.. fitting.Where(death => !IsOfTheBrowser(death))];
        return others.Length > 0 ? others : fitting;
    }

    /// <summary>What holds for all that may be meant.</summary>
    private static ProcessDeath Agreed(ProcessDeath[] candidates) => candidates switch
    {
        [var only] => only,
        [var first, ..] when candidates.All(other => other.Status == first.Status) => new ProcessDeath(0, first.Status, null),
        _ => new ProcessDeath(0, null, null),
    };

    private void Tell(View view, ProcessDeath death, LostTarget[] lost)
    {
        // Of frames' targets the browser does not say the code.
        LostTarget named = lost.FirstOrDefault(static target => target.ErrorCode != 0) ?? lost[0];
        view.Owner.SendEvent(new BrokerDomain.RendererExitedEvent(
            [.. lost.Select(static target => target.TargetId)],
            named.Status,
            named.ErrorCode,
            death.ProcessId == 0 ? null : death.ProcessId,
            death.ExitStatus,
            death.Signal,
            death.Dump));

        // Not before: the browser may have named them as lost targets, too.
        foreach (HexId frame in lost.SelectMany(static target => target.Frames))
        {
            views.RemoveFrame(frame);
        }
    }
}
