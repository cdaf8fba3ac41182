using System;
using System.Collections.Generic;
using Oriel.Broker.Chromium;
using Oriel.Broker.Routing;
using Oriel.Ipc.Loop;
using Oriel.Protocol.Cdp;
using Oriel.Protocol.Messages;

namespace Oriel.Broker.Frames;

/// <summary>
/// Finds out which frames there are, and which process each lives in. Nothing in the browser process says that, so the renderers are asked, on sessions of the broker's own, for a name they make up: it begins with
/// their process id (docs/adr/0021). One survey at a time; who asks meanwhile gets the next one, because a survey tells of nothing that happened after it began.
/// </summary>
internal sealed class FrameSurvey
{
    private readonly EventLoop _loop;
    private readonly ViewRegistry _views;
    private readonly BrowserCalls _calls;
    private readonly PageTracker _pages;
    private readonly LifetimeBounds _bounds;
    private readonly Dictionary<HexId, FramesOfTarget> _found = [];
    private List<Action<IReadOnlyList<BrokerDomain.FrameInfo>>> _waiting = [];
    private SurveyRun? _run;

    public FrameSurvey(EventLoop loop, ViewRegistry views, BrowserCalls calls, PageTracker pages, LifetimeBounds bounds)
    {
        _loop = loop;
        _views = views;
        _calls = calls;
        _pages = pages;
        _bounds = bounds;
    }

    /// <summary>The browser must be running, or <see cref="OnLost"/> will come.</summary>
    /// <param name="found">Called with all frames of all views, in the order of their numbers; with none if the browser is lost.</param>
    public void Take(Action<IReadOnlyList<BrokerDomain.FrameInfo>> found)
    {
        _waiting.Add(found);
        if (_run is null)
        {
            Begin();
        }
    }

    /// <summary>An event of a session that is no view's.</summary>
    public void OnEvent(in MessageHeader header) => _run?.OnEvent(header);

    /// <summary>A session has ended, whoever's it was.</summary>
    public void OnDetached(string sessionId) => _run?.OnDetached(sessionId);

    /// <summary>The browser is gone.</summary>
    public void OnLost()
    {
        List<Action<IReadOnlyList<BrokerDomain.FrameInfo>>> waiting = _waiting;
        waiting.AddRange(_run?.Waiting ?? []);
        _run?.Stop();
        _run = null;
        _waiting = [];
        _found.Clear();
        Tell(waiting, []);
    }

    private void Begin()
    {
        SurveyRun run = new(_loop, _views, _calls, _pages, _bounds, _found) { Waiting = _waiting, Ended = OnEnded };
        _waiting = [];
        _run = run;
        run.Begin();
    }

    private void OnEnded(SurveyRun run, IReadOnlyList<BrokerDomain.FrameInfo> frames)
    {
        _run = null;
        if (_waiting.Count > 0)
        {
            Begin();
        }

        Tell(run.Waiting, frames);
    }

    private static void Tell(List<Action<IReadOnlyList<BrokerDomain.FrameInfo>>> waiting, IReadOnlyList<BrokerDomain.FrameInfo> frames)
    {
        foreach (Action<IReadOnlyList<BrokerDomain.FrameInfo>> found in waiting)
        {
            found(frames);
        }
    }
}
