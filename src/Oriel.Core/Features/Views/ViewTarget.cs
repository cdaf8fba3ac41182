using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Oriel.Client.Sessions;
using Oriel.Core.Dispatching;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Views;

/// <summary>
/// Which target a view shows. A view is not its target: a popup is adopted by another view, a crashed target replaced. So everything
/// a view has set up is applied to a target here, and again to the next one.
/// </summary>
internal sealed class ViewTarget(View view)
{
    /// <summary>One more is enough for one new document; others may come meanwhile.</summary>
    private const int AttemptLimit = 10;

    private CdpSession? _page;

    /// <summary>The iframes in processes of their own, by the id of target and frame.</summary>
    private readonly Dictionary<string, CdpSession> _frames = [];

    /// <summary>The session of the page.</summary>
    internal CdpSession Page => _page ?? throw new InvalidOperationException("The view shows no target yet.");

    /// <summary>The page's session and those of its iframes in processes of their own.</summary>
    internal List<CdpSession> Sessions { get; } = [];

    internal string TargetId { get; private set; } = "";

    /// <summary>Whether it is a window that a page has opened: it runs already, and has a document that the page may have written to.</summary>
    internal bool IsAdopted { get; private set; }

    /// <summary>Complete when everything the view has set up is in the target; a document that comes before would lack it.</summary>
    internal Task Shown { get; private set; } = Task.CompletedTask;

    /// <summary>Shows a target that waits to be run. What the view showed before is let go.</summary>
    /// <returns>Complete when the target is set up and runs.</returns>
    internal Task ShowAsync(CdpSession page, string targetId)
    {
        IsAdopted = _page is not null;
        Close();
        _page = page;
        TargetId = targetId;
        Shown = SetUpAsync(page, isPage: true);
        return Shown;
    }

    /// <summary>
    /// Asks the browser process something of the page's document. The renderer tells of a new document before the browser process has taken it for the page's, and until then the
    /// browser refuses to answer. What the renderer says next comes after what it had to tell the browser, so it is asked something, and then the browser again.
    /// </summary>
    /// <exception cref="CdpException">In the task: it refuses for another reason.</exception>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    internal async Task<TResult> AskAsync<TCommand, TResult>(TCommand command)
        where TCommand : struct, ICdpCommand<TResult>
    {
        for (int i = 1; ; i++)
        {
            try
            {
                return await Page.SendAsync<TCommand, TResult>(command);
            }
            catch (CdpException) when (i < AttemptLimit && !view.IsClosed && !view.Failures.IsPageLost)
            {
                await HearFromRendererAsync();
            }
        }
    }

    /// <summary>The session of an iframe in a process of its own.</summary>
    internal CdpSession? FindFrame(string targetId) => _frames.GetValueOrDefault(targetId) is { IsDetached: false } session ? session : null;

    internal void Close()
    {
        Sessions.Clear();
        _frames.Clear();
        _page?.Connection.RemoveSession(_page);
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task SetUpAsync(CdpSession session, bool isPage)
    {
        Sessions.Add(session);
        session.Subscribe<Target.AttachedToTargetEvent>(OnAttached);
        session.Subscribe<Target.DetachedFromTargetEvent>((_, e) => Sessions.RemoveAll(known => known.SessionId == e.SessionId));
        view.Apply(session, isPage);
        session.Post(new Target.SetAutoAttachCommand(AutoAttach: true, WaitForDebuggerOnStart: true) { Flatten = true });
        _ = await session.SendAsync<Runtime.RunIfWaitingForDebuggerCommand, EmptyResult>(default);
    }

    /// <summary>Complete when the browser has answered something of a page: what it had to tell before has been told.</summary>
    internal static Task HearFromBrowserAsync(CdpSession page) => page.SendAsync<Target.GetTargetInfoCommand, Target.GetTargetInfoResult>(default);

    /// <summary>Complete when the renderer has said something: what it had to tell the browser before has come there.</summary>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    internal async Task HearFromRendererAsync()
    {
        try
        {
            _ = await Page.SendAsync<Oriel.Protocol.Cdp.Page.GetFrameTreeCommand, Oriel.Protocol.Cdp.Page.GetFrameTreeResult>(default);
        }
        catch (CdpException)
        {
            // The document has gone meanwhile: an answer as good as any.
        }
    }

    private void OnAttached(CdpSession parent, Target.AttachedToTargetEvent attached)
    {
        if (parent.Connection.FindSession(attached.SessionId) is not { } child)
        {
            // Detached again before its turn came.
            return;
        }

        if (attached.TargetInfo.Type == "page")
        {
            view.NewWindows.OnAttached(child, attached.TargetInfo);
        }
        else if (attached.TargetInfo.Type == "iframe")
        {
            _frames[attached.TargetInfo.TargetId] = child;
            view.Dispatcher.Observe(SetUpAsync(child, isPage: false));
        }
        else if (attached.TargetInfo.Type == "worker" && view.Responses.IsWatched)
        {
            child.Subscribe<Target.AttachedToTargetEvent>(OnAttached);
            view.Responses.AttachWorker(child);
            child.Post(new Target.SetAutoAttachCommand(AutoAttach: true, WaitForDebuggerOnStart: true) { Flatten = true });
            child.Post(default(Runtime.RunIfWaitingForDebuggerCommand));
        }
        else
        {
            // A worker, and nobody wants to know what it loads: nothing else of a view applies to it.
            view.Dispatcher.Observe(ReleaseAsync(parent, child));
        }
    }

    /// <summary>Lets a worker run without us. A service worker that is let go of before it has heard that it may run waits for ever, and whoever registers it does, too.</summary>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private static async Task ReleaseAsync(CdpSession parent, CdpSession worker)
    {
        _ = await worker.SendAsync<Runtime.RunIfWaitingForDebuggerCommand, EmptyResult>(default);
        parent.Post(new Target.DetachFromTargetCommand { SessionId = worker.SessionId });
    }
}
