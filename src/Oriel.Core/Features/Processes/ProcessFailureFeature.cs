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
/// ProcessFailed, and what the end of a renderer means for the view. The browser tells the end of each target, not of processes. It tells all targets of a process in one go; so when it answers what
/// it is asked after the first of them, the last has been told.
/// </summary>
internal sealed class ProcessFailureFeature(View view) : Feature(view)
{
    /// <summary>Frames in processes of their own that were told lost, until it is known whether the page is, too.</summary>
    private readonly List<CoreWebView2FrameInfo> _lostFrames = [];
    private readonly List<string> _lostFrameIds = [];

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
            _lostFrameIds.Clear();
            session.Subscribe<Target.TargetCrashedEvent>(OnTargetCrashed);
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
            OnPageLost(page, e.Status, e.ErrorCode);
        }
        else if (!IsPageLost && View.Target.FindFrame(e.TargetId) is { } session && View.Frames.TryFind(e.TargetId, out FrameState? frame))
        {
            OnFrameLost(page, session, frame, e.Status);
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
        if (!View.IsClosed && !page.IsDetached)
        {
            OnPageLost(page, "normal", waitStatus: 0);
        }
    }

    private void OnPageLost(CdpSession page, string status, int waitStatus)
    {
        if (IsPageLost)
        {
            return;
        }

        // Whatever frames died with it or just before: the page is what the app has to care about.
        page.HasLostRenderer = true;
        _lostFrames.Clear();
        _lostFrameIds.Clear();
        page.Connection.FailCalls(page);
        View.Frames.OnPageLost();
        Raise(ProcessFailures.OfPage(status, waitStatus));
    }

    private void OnFrameLost(CdpSession page, CdpSession session, FrameState frame, string status)
    {
        session.HasLostRenderer = true;
        session.Connection.FailCalls(session);
        bool isFirst = _lostFrames.Count == 0;
        _lostFrameIds.Add(frame.Id);
        _lostFrames.AddRange(View.Frames.TakeLost(frame).Select(static lost => new CoreWebView2FrameInfo(lost.Name, lost.Url)));
        if (isFirst)
        {
            View.Dispatcher.Observe(TellFramesAsync(page, status));
        }
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task TellFramesAsync(CdpSession page, string status)
    {
        await AskBrowserAsync(page);
        if (!View.IsClosed && _lostFrames.Count > 0)
        {
            CoreWebView2FrameInfo[] frames = [.. _lostFrames];
            string[] ids = [.. _lostFrameIds];
            _lostFrames.Clear();
            _lostFrameIds.Clear();
            Raise(ProcessFailures.OfFrames(status, frames) with { FrameIds = ids });
        }
    }

    private void OnRecovered(CdpSession session, Inspector.TargetReloadedAfterCrashEvent e)
    {
        session.HasLostRenderer = false;
        View.OnRecovered(session);
    }

    private static Task<Target.GetTargetInfoResult> AskBrowserAsync(CdpSession page) =>
        page.SendAsync<Target.GetTargetInfoCommand, Target.GetTargetInfoResult>(default);
}
