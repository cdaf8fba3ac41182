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
    private readonly HashSet<string> _contexts = [];
    private readonly List<Target.AttachedToTargetEvent> _unclaimed = [];

    public PageTracker(ViewRegistry views, BrowserCalls calls, FetchGate gate)
    {
        _views = views;
        _calls = calls;
        _gate = gate;
    }

    /// <summary>Called when a view's own page has gone without the host having closed it.</summary>
    public required Action<View> ViewLost { get; init; }

    /// <summary>A window will come whose page is at <paramref name="url"/>, which nobody else can know.</summary>
    public void Expect(string url, Action<Target.AttachedToTargetEvent> attached) => _byUrl.Add(url, attached);

    public void ForgetExpected(string url) => _byUrl.Remove(url);

    /// <summary>A page will come in this context, known by the target id that is answered after it has come.</summary>
    public void ExpectIn(string browserContextId) => _contexts.Add(browserContextId);

    /// <summary>The answer has come.</summary>
    /// <param name="browserContextId">Where.</param>
    /// <param name="targetId">Which page; null if the answer was a refusal.</param>
    /// <param name="areMoreExpected">Whether other answers for this context are still to come, so that other pages may be theirs.</param>
    /// <returns>Null if no such page came.</returns>
    public Target.AttachedToTargetEvent? Claim(string browserContextId, string? targetId, bool areMoreExpected)
    {
        Target.AttachedToTargetEvent? claimed = _unclaimed.Find(page => page.TargetInfo.TargetId == targetId);
        if (claimed is not null)
        {
            _unclaimed.Remove(claimed);
        }

        if (!areMoreExpected)
        {
            _contexts.Remove(browserContextId);
            foreach (Target.AttachedToTargetEvent stray in _unclaimed.FindAll(page => page.TargetInfo.BrowserContextId == browserContextId))
            {
                _unclaimed.Remove(stray);
                CloseStray(stray);
            }
        }

        return claimed;
    }

    public IMessageSink? OnAttached(Target.AttachedToTargetEvent attached)
    {
        Target.TargetInfo target = attached.TargetInfo;
        if (_byUrl.Remove(target.Url, out Action<Target.AttachedToTargetEvent>? expected))
        {
            expected(attached);
            return null;
        }

        View? opener = target.OpenerId is null ? null : _views.FindByTarget(target.OpenerId);
        opener ??= target.OpenerFrameId is null ? null : _views.FindByFrame(HexId.Parse(target.OpenerFrameId));
        if (opener is { IsClosing: false })
        {
            _views.AddPopup(opener, target.TargetId, attached.SessionId);
            // Its opener's renderer is blocked in window.open until it runs; its first request waits for the host all the same.
            _calls.Send(attached.SessionId, new Runtime.RunIfWaitingForDebuggerCommand());
            _gate.OnFrameKnown(HexId.Parse(target.TargetId), opener.Owner);
            return opener.Owner;
        }

        if (target.BrowserContextId is { } context && _contexts.Contains(context))
        {
            _unclaimed.Add(attached);
            return null;
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
        _contexts.Clear();
        _unclaimed.Clear();
    }

    private void CloseStray(Target.AttachedToTargetEvent page)
    {
        _gate.OnFrameUnowned(HexId.Parse(page.TargetInfo.TargetId));
        _calls.Send(page.SessionId, new Runtime.RunIfWaitingForDebuggerCommand());
        _calls.Send<Target.CloseTargetCommand, Target.CloseTargetResult>("", new Target.CloseTargetCommand(page.TargetInfo.TargetId));
    }
}
