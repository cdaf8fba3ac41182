using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Oriel.Broker.Chromium;
using Oriel.Broker.Routing;
using Oriel.Ipc.Loop;
using Oriel.Protocol.Cdp;
using Oriel.Protocol.Messages;

namespace Oriel.Broker.Frames;

/// <summary>
/// One survey: asks for the targets, then the renderer of each for its frames, then for the elements that hold those of which it is not known. It ends when all have answered, or when those that have not have kept silent
/// for so long while nobody else said anything either.
/// </summary>
internal sealed class SurveyRun
{
    private static readonly Target.FilterEntry[] s_filter = [new(Type: "page"), new(Type: "iframe")];

    private readonly EventLoop _loop;
    private readonly ViewRegistry _views;
    private readonly BrowserCalls _calls;
    private readonly PageTracker _pages;
    private readonly LifetimeBounds _bounds;
    private readonly Dictionary<HexId, FramesOfTarget> _found;
    private readonly List<SurveyedTarget> _targets = [];
    private readonly Dictionary<HexId, SurveyedFrame> _frames = [];

    /// <summary>Those that have not answered.</summary>
    private readonly List<SurveyedTarget> _silent = [];
    private Deadline? _deadline;
    private Deadline? _shortDeadline;
    private int _openKinds;
    private bool _isAskingKinds;
    private bool _isOver;

    /// <param name="loop">For the deadlines.</param>
    /// <param name="views">Whose frames are wanted.</param>
    /// <param name="calls">To the browser.</param>
    /// <param name="pages">Is told what the broker attaches to.</param>
    /// <param name="bounds">How long to wait.</param>
    /// <param name="found">What is known from before; replaced by what this run finds.</param>
    public SurveyRun(EventLoop loop, ViewRegistry views, BrowserCalls calls, PageTracker pages, LifetimeBounds bounds, Dictionary<HexId, FramesOfTarget> found)
    {
        _loop = loop;
        _views = views;
        _calls = calls;
        _pages = pages;
        _bounds = bounds;
        _found = found;
    }

    /// <summary>Who asked for it.</summary>
    public required List<Action<IReadOnlyList<BrokerDomain.FrameInfo>>> Waiting { get; init; }

    public required Action<SurveyRun, IReadOnlyList<BrokerDomain.FrameInfo>> Ended { get; init; }

    public void Begin() => _calls.Send<Target.GetTargetsCommand, Target.GetTargetsResult>(
        "", new Target.GetTargetsCommand(s_filter), result => OnTargets(result.TargetInfos), _ => OnTargets([]));

    public void OnEvent(in MessageHeader header)
    {
        if (header.Method.SequenceEqual(Inspector.TargetCrashedEvent.Method))
        {
            Find(HexId.Parse(header.SessionId))?.OnGone();
        }
    }

    public void OnDetached(string sessionId) => Find(HexId.Parse(sessionId))?.OnGone();

    /// <summary>The browser is gone.</summary>
    public void Stop()
    {
        _isOver = true;
        _deadline?.Dispose();
        _shortDeadline?.Dispose();
    }

    private void OnTargets(IReadOnlyList<Target.TargetInfo> infos)
    {
        if (_isOver)
        {
            return;
        }

        foreach (Target.TargetInfo info in infos)
        {
            View? view = info.Type == "page" ? _views.FindByTarget(info.TargetId)
                : _views.FindByFrame(HexId.Parse(info.TargetId)) ?? (info.ParentFrameId is { } parent ? _views.FindByFrame(HexId.Parse(parent)) : null);
            if (view is not null)
            {
                _targets.Add(new SurveyedTarget(_calls, _pages, view, info, OnTargetEnded));
            }
        }

        foreach (SurveyedTarget target in _targets)
        {
            target.Begin();
        }

        OnTargetEnded();
    }

    private void OnTargetEnded()
    {
        if (_isOver || _isAskingKinds)
        {
            return;
        }

        if (_targets.TrueForAll(static target => target.IsOver))
        {
            AskKinds();
            return;
        }

        Wait(AskKinds);
        _shortDeadline?.Dispose();
        _shortDeadline = _loop.Schedule(_bounds.KnownSurvey, AssumeKnown);
    }

    /// <summary>Those that are silent, and of which nothing has changed since they answered last, or did not.</summary>
    private void AssumeKnown()
    {
        foreach (SurveyedTarget target in _targets.Where(static target => !target.IsOver).ToArray())
        {
            if (_found.TryGetValue(target.Frame, out FramesOfTarget? known) && known.FrameChanges == target.View.FrameChanges)
            {
                target.Assume(known);
            }
        }
    }

    private void AskKinds()
    {
        _isAskingKinds = true;
        _shortDeadline?.Dispose();
        foreach (SurveyedTarget target in _targets)
        {
            if (target.IsGone)
            {
                continue;
            }

            if (target.Answer.Tree is { } tree)
            {
                AddFrames(target, tree, target.Answer.ProcessId);
            }
            else
            {
                _silent.Add(target);
            }
        }

        foreach (SurveyedFrame frame in _frames.Values)
        {
            if (frame.Known.Kind is null && frame.ParentId is { } parent && _frames.TryGetValue(parent, out SurveyedFrame? around) && around.Target.HasAnswered)
            {
                AskKind(frame, around.Target);
            }
        }

        EndIfKindsAreKnown();
    }

    private void AddFrames(SurveyedTarget target, Page.FrameTree root, int processId)
    {
        Stack<Page.FrameTree> toVisit = new([root]);
        while (toVisit.TryPop(out Page.FrameTree? tree))
        {
            HexId id = HexId.Parse(tree.Frame.Id);
            Frame known = Number(target, id, tree.Frame);

            // A renderer that claims another host's frame is lying.
            if (known.View.Owner == target.View.Owner)
            {
                _frames.TryAdd(id, new SurveyedFrame(target, known, tree.Frame, processId));
                foreach (Page.FrameTree child in (tree.ChildFrames ?? []).Reverse())
                {
                    toVisit.Push(child);
                }
            }
        }
    }

    /// <summary>As a rule the host has been told of the frame; of one in a window that nobody watched yet it has not.</summary>
    private Frame Number(SurveyedTarget target, HexId id, Page.Frame frame)
    {
        if (_views.AddFrame(target.View, id, frame.ParentId is { } parent ? HexId.Parse(parent) : null) is { } added)
        {
            target.View.Owner.SendEvent(new BrokerDomain.FrameNumberedEvent(frame.Id, added.Number, frame.ParentId), Encoding.UTF8.GetBytes(target.View.SessionId));
            return added;
        }

        return _views.FindFrame(id)!;
    }

    private void AskKind(SurveyedFrame frame, SurveyedTarget around)
    {
        _openKinds++;
        around.Ask<DOM.GetFrameOwnerCommand, DOM.GetFrameOwnerResult>(
            new DOM.GetFrameOwnerCommand(frame.Frame.Id),
            owner => around.Ask<DOM.DescribeNodeCommand, DOM.DescribeNodeResult>(
                new DOM.DescribeNodeCommand(BackendNodeId: owner.BackendNodeId),
                described =>
                {
                    frame.Known.Kind = KindOf(described.Node.NodeName);
                    OnKindAnswered();
                },
                OnKindAnswered),
            OnKindAnswered);
    }

    private void OnKindAnswered()
    {
        _openKinds--;
        EndIfKindsAreKnown();
    }

    private void EndIfKindsAreKnown()
    {
        if (_openKinds == 0)
        {
            End();
        }
        else
        {
            Wait(End);
        }
    }

    private void End()
    {
        if (_isOver)
        {
            return;
        }

        Stop();
        _found.Clear();
        foreach (SurveyedTarget target in _targets)
        {
            if (!target.IsGone)
            {
                _found[target.Frame] = target.Answer;
            }

            target.Detach();
        }

        IEnumerable<BrokerDomain.FrameInfo> all = _frames.Values.Where(IsThere).Select(Describe)
            .Concat(_silent.Where(target => _views.FindFrame(target.Frame) is not null).Select(DescribeSilent));
        Ended(this, [.. all.DistinctBy(static frame => frame.Number).OrderBy(static frame => frame.Number)]);
    }

    private bool IsThere(SurveyedFrame frame) => _views.FindFrame(frame.Id) == frame.Known;

    private BrokerDomain.FrameInfo Describe(SurveyedFrame frame) => new(
        frame.Known.Number,
        frame.Known.View.ViewId,
        frame.ParentId is null ? BrokerDomain.FrameKind.Main : frame.Known.Kind ?? BrokerDomain.FrameKind.Unknown,
        frame.Frame.Name ?? "",
        (frame.Frame.UnreachableUrl ?? frame.Frame.Url) + frame.Frame.UrlFragment,
        ParentNumber(frame.Known, frame.Frame.ParentId),
        frame.ProcessId);

    private BrokerDomain.FrameInfo DescribeSilent(SurveyedTarget target)
    {
        Frame known = _views.FindFrame(target.Frame)!;
        string kind = target.Info.Type == "page" ? BrokerDomain.FrameKind.Main : known.Kind ?? BrokerDomain.FrameKind.Unknown;
        return new BrokerDomain.FrameInfo(known.Number, known.View.ViewId, kind, "", target.Info.Url, ParentNumber(known, target.Info.ParentFrameId));
    }

    /// <summary>A frame becomes known after the one around it; whoever says otherwise is lying.</summary>
    private int? ParentNumber(Frame frame, string? parentId) =>
        parentId is not null && _views.FindFrame(HexId.Parse(parentId)) is { } parent && parent.Number < frame.Number ? parent.Number : null;

    private void Wait(Action then)
    {
        _deadline?.Dispose();
        _deadline = _loop.Schedule(_bounds.Survey, then);
    }

    private SurveyedTarget? Find(HexId session) => _targets.Find(target => target.SessionId.Length > 0 && HexId.Parse(target.SessionId) == session);

    private static string KindOf(string nodeName) => nodeName switch
    {
        "IFRAME" => BrokerDomain.FrameKind.Iframe,
        "EMBED" => BrokerDomain.FrameKind.Embed,
        "OBJECT" => BrokerDomain.FrameKind.Object,
        _ => BrokerDomain.FrameKind.Unknown,
    };
}
