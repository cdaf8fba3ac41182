using System;
using System.Collections.Generic;
using Oriel.Protocol.Cdp;

namespace Oriel.Broker.Routing;

/// <summary>
/// Page targets as they come and go: the ones that were asked for go to whoever asked, the ones that a page opened to that page's owner, any other is closed.
/// </summary>
internal sealed class PageTracker
{
    private readonly ViewRegistry _views;
    private readonly BrowserCalls _calls;
    private readonly FetchGate _gate;
    private readonly Dictionary<string, Action<Target.AttachedToTargetEvent>> _byUrl = [];
    private readonly HashSet<string> _expectedAgain = [];

    public PageTracker(ViewRegistry views, BrowserCalls calls, FetchGate gate)
    {
        _views = views;
        _calls = calls;
        _gate = gate;
    }

    /// <summary>Called when a view's own page has gone without the host having closed it.</summary>
    public required Action<View> ViewLost { get; init; }

    /// <summary>A page will come that is opened at one of <see cref="OpeningAddresses"/>.</summary>
    public void Expect(string url, Action<Target.AttachedToTargetEvent> attached) => _byUrl.Add(url, attached);

    /// <returns>Whether it had not come yet.</returns>
    public bool ForgetExpected(string url) => _byUrl.Remove(url);

    /// <summary>The broker attaches to a target that is known already.</summary>
    public void ExpectAgain(string targetId) => _expectedAgain.Add(targetId);

    public void ForgetAgain(string targetId) => _expectedAgain.Remove(targetId);

    public IMessageSink? OnAttached(Target.AttachedToTargetEvent attached)
    {
        Target.TargetInfo target = attached.TargetInfo;
        if (_expectedAgain.Remove(target.TargetId))
        {
            return null;
        }

        if (_byUrl.Remove(target.Url, out Action<Target.AttachedToTargetEvent>? expected))
        {
            expected(attached);
            return null;
        }

        View? opener = target.OpenerId is null ? null : _views.FindByTarget(target.OpenerId);
        opener ??= target.OpenerFrameId is null ? null : _views.FindByFrame(HexId.Parse(target.OpenerFrameId));
        if (opener is { IsClosing: false })
        {
            // Its opener's renderer is blocked in window.open until the host lets it run.
            _views.AddPopup(opener, target.TargetId, attached.SessionId);
            _gate.OnFrameKnown(HexId.Parse(target.TargetId), opener.Owner);
            return opener.Owner;
        }

        CloseStray(attached);
        return null;
    }

    public IMessageSink? OnDetached(Target.DetachedFromTargetEvent detached)
    {
        HexId session = HexId.Parse(detached.SessionId);
        if (_views.FindBySession(session) is not { } view)
        {
            return null;
        }

        if (detached.SessionId == view.SessionId)
        {
            _gate.OnFrameGone(HexId.Parse(view.TargetId));
            ViewLost(view);
        }
        else if (detached.TargetId is { } targetId)
        {
            _views.RemovePopup(view, targetId, session);
            _gate.OnFrameGone(HexId.Parse(targetId));
        }

        return view.Owner;
    }

    /// <summary>The browser is gone.</summary>
    public void Clear()
    {
        _byUrl.Clear();
        _expectedAgain.Clear();
    }

    private void CloseStray(Target.AttachedToTargetEvent page)
    {
        _gate.OnFrameUnowned(HexId.Parse(page.TargetInfo.TargetId));
        _calls.Send(page.SessionId, new Runtime.RunIfWaitingForDebuggerCommand());
        _calls.Send<Target.CloseTargetCommand, Target.CloseTargetResult>("", new Target.CloseTargetCommand(page.TargetInfo.TargetId));
    }
}
