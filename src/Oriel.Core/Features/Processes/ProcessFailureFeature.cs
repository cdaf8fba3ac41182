using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Sessions;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Processes;

/// <summary>
/// ProcessFailed, and what the end of a renderer means for the view. The browser tells at once which targets have lost theirs, and the view acts on it; the app is told a moment later, when the broker has put together
/// which of them were in one process and how that ended.
/// </summary>
internal sealed class ProcessFailureFeature(View view) : Feature(view)
{
    /// <summary>By their target, frames in processes of their own that were told lost and are not told the app yet, with what was inside them.</summary>
    private readonly Dictionary<string, CoreWebView2FrameInfo[]> _lostFrames = [];

    internal EventHandler<CoreWebView2ProcessFailedEventArgs>? Failed
    {
        get;
        set
        {
            field = value;
            View.Responsiveness.OnListenersChanged();
        }
    }

    /// <summary>Whether the main frame has lost its renderer and got no other yet. The browser shows an error page of its own then, in which no script can run.</summary>
    internal bool IsPageLost => View.Page.HasLostRenderer;

    internal void Raise(ProcessFailure failure)
    {
        View.Raise(Failed, new CoreWebView2ProcessFailedEventArgs(failure));
        View.Watcher?.OnFailure(failure);
    }

    internal override void Attach(CdpSession session, bool isPage)
    {
        if (isPage)
        {
            _lostFrames.Clear();
            session.Subscribe<Target.TargetCrashedEvent>((_, e) => OnTargetLost(e.TargetId));
            session.Subscribe<BrokerDomain.RendererLostEvent>((_, e) => OnTargetLost(e.TargetId));
            session.Subscribe<BrokerDomain.RendererExitedEvent>((_, e) => OnRendererExited(e));
        }

        session.Subscribe<Inspector.TargetReloadedAfterCrashEvent>(OnRecovered);
    }

    internal override void Close()
    {
        Failed = null;
        _lostFrames.Clear();
    }

    private void OnTargetLost(string target)
    {
        if (target == View.Target.TargetId)
        {
            OnPageLost(View.Page);
        }
        else if (!IsPageLost && View.Target.FindFrame(target) is { } session && View.Frames.TryFind(target, out FrameState? frame))
        {
            session.HasLostRenderer = true;
            session.Connection.FailCalls(session);
            _lostFrames[target] = [.. View.Frames.TakeLost(frame).Select(static lost => new CoreWebView2FrameInfo(lost.Name, lost.Url))];
        }
    }

    /// <summary>Whatever frames died with it or just before: the page is what the app has to care about.</summary>
    private void OnPageLost(CdpSession page)
    {
        page.HasLostRenderer = true;
        _lostFrames.Clear();
        page.Connection.FailCalls(page);
        View.Frames.OnPageLost();
    }

    private void OnRendererExited(BrokerDomain.RendererExitedEvent e)
    {
        bool isPage = e.TargetIds.Contains(View.Target.TargetId);
        List<string> outermost = [];
        List<CoreWebView2FrameInfo> frames = [];
        foreach (string target in e.TargetIds)
        {
            if (_lostFrames.Remove(target, out CoreWebView2FrameInfo[]? lost))
            {
                outermost.Add(target);
                frames.AddRange(lost);
            }
        }

        if (!isPage && frames.Count == 0)
        {
            return;
        }

        ProcessEnd.Read(e.ExitStatus, e.Signal, View.Group.FailureReportFolder, e.Dump, end => View.Dispatcher.Post(new ViewCallback(View, () =>
        {
            if (isPage)
            {
                Raise(ProcessFailures.OfPage(e.Status, e.ErrorCode, end));
            }
            else if (!IsPageLost)
            {
                Raise(ProcessFailures.OfFrames(e.Status, end, frames) with { FrameIds = outermost });
            }
        })));
    }

    private void OnRecovered(CdpSession session, Inspector.TargetReloadedAfterCrashEvent e)
    {
        session.HasLostRenderer = false;
        View.OnRecovered(session);
    }
}
