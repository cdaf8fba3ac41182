using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
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

    /// <summary>What the browser had to tell before has been told when this completes.</summary>
    internal static Task<Target.GetTargetInfoResult> AskBrowserAsync(CdpSession page) =>
        page.SendAsync<Target.GetTargetInfoCommand, Target.GetTargetInfoResult>(default);

    internal override void Attach(CdpSession session, bool isPage)
    {
        if (isPage)
        {
            _lostFrames.Clear();
            session.Subscribe<Target.TargetCrashedEvent>(OnTargetCrashed);
            session.Subscribe<BrokerDomain.RendererExitedEvent>((_, e) => OnRendererExited(e));
            session.Subscribe<Inspector.DetachedEvent>(OnDetached);
        }

        session.Subscribe<Inspector.TargetReloadedAfterCrashEvent>(OnRecovered);
    }

    internal override void Close()
    {
        Failed = null;
        _lostFrames.Clear();
    }

    private void OnTargetCrashed(CdpSession page, Target.TargetCrashedEvent e)
    {
        if (e.TargetId == View.Target.TargetId)
        {
            OnPageLost(page);
        }
        else if (!IsPageLost && View.Target.FindFrame(e.TargetId) is { } session && View.Frames.TryFind(e.TargetId, out FrameState? frame))
        {
            session.HasLostRenderer = true;
            session.Connection.FailCalls(session);
            _lostFrames[e.TargetId] = [.. View.Frames.TakeLost(frame).Select(static lost => new CoreWebView2FrameInfo(lost.Name, lost.Url))];
        }
    }

    /// <summary>A renderer that exits with status 0 is no crash to the browser. Pages that close end so, too; but then the browser does not know them any more when it is asked.</summary>
    private void OnDetached(CdpSession page, Inspector.DetachedEvent e)
    {
        if (e.Reason == "Render process gone.")
        {
            View.Dispatcher.Observe(OnExitedAsync(page));
        }
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task OnExitedAsync(CdpSession page)
    {
        await AskBrowserAsync(page);
        if (!View.IsClosed && !page.IsDetached && !IsPageLost)
        {
            OnPageLost(page);
            Raise(ProcessFailures.OfPage("normal", waitStatus: 0, new ProcessEnd()));
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
