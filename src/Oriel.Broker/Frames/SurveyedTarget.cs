using System;
using System.Collections.Generic;
using System.Globalization;
using Oriel.Broker.Routing;
using Oriel.Protocol.Cdp;

namespace Oriel.Broker.Frames;

/// <summary>
/// One page, or one frame in a process of its own, and what is asked of its renderer. A renderer that hangs, shows a dialog or waits for a navigation answers nothing, and may never do so; one that is gone
/// makes the browser say it.
/// </summary>
internal sealed class SurveyedTarget
{
    /// <summary>Documents that come while it is asked; one more is enough for one of them.</summary>
    private const int MostAttempts = 4;

    /// <summary>Finds nothing: only the name of the search is wanted.</summary>
    private const string Query = "#oriel-finds-nothing";

    private readonly BrowserCalls _calls;
    private readonly PageTracker _pages;
    private readonly Action _ended;
    private readonly HashSet<int> _open = [];
    private int _attempts;
    private bool _isDetached;

    /// <param name="calls">To the browser.</param>
    /// <param name="pages">Is told what the broker attaches to.</param>
    /// <param name="view">Whose it is.</param>
    /// <param name="info">The target.</param>
    /// <param name="ended">Called when there is nothing more to wait for.</param>
    public SurveyedTarget(BrowserCalls calls, PageTracker pages, View view, Target.TargetInfo info, Action ended)
    {
        _calls = calls;
        _pages = pages;
        _ended = ended;
        View = view;
        Info = info;
        Frame = HexId.Parse(info.TargetId);
        Answer = new FramesOfTarget(0, null, view.FrameChanges);
    }

    public View View { get; }

    public Target.TargetInfo Info { get; }

    /// <summary>Its own frame.</summary>
    public HexId Frame { get; }

    public string SessionId { get; private set; } = "";

    /// <summary>What the renderer has answered, as far as it is known.</summary>
    public FramesOfTarget Answer { get; private set; }

    /// <summary>Whether it has done so in this survey; it is not known from before.</summary>
    public bool HasAnswered { get; private set; }

    /// <summary>It has closed, or has no renderer.</summary>
    public bool IsGone { get; private set; }

    public bool IsOver { get; private set; }

    public void Begin()
    {
        _pages.ExpectAgain(Info.TargetId);
        _calls.Send<Target.AttachToTargetCommand, Target.AttachToTargetResult>(
            "",
            new Target.AttachToTargetCommand(Info.TargetId, Flatten: true),
            result => OnAttached(result.SessionId),
            _ =>
            {
                _pages.ForgetAgain(Info.TargetId);
                OnGone();
            });
    }

    /// <summary>Asks the renderer something; it is not answered after <see cref="Detach"/>.</summary>
    public void Ask<TCommand, TResult>(in TCommand command, Action<TResult> succeeded, Action failed)
        where TCommand : ICdpCommand<TResult>
    {
        int id = 0;
        id = _calls.Send<TCommand, TResult>(
            SessionId,
            command,
            result =>
            {
                _open.Remove(id);
                succeeded(result);
            },
            _ =>
            {
                _open.Remove(id);
                failed();
            });
        _open.Add(id);
    }

    /// <summary>Its session has ended, or it has no renderer.</summary>
    public void OnGone()
    {
        IsGone = true;
        End();
    }

    /// <summary>Takes what was said before for the answer, or the silence for another.</summary>
    public void Assume(FramesOfTarget known)
    {
        Answer = known;
        End();
    }

    /// <summary>Nobody wants to know any more.</summary>
    public void Detach()
    {
        _isDetached = true;
        IsOver = true;
        foreach (int id in _open)
        {
            _calls.Abandon(id);
        }

        _open.Clear();
        if (SessionId.Length > 0)
        {
            _calls.Send("", new Target.DetachFromTargetCommand(SessionId));
        }
    }

    private void OnAttached(string sessionId)
    {
        SessionId = sessionId;
        if (_isDetached)
        {
            Detach();
            return;
        }

        // The browser itself answers this one, and says whether there is a renderer.
        Ask<Inspector.EnableCommand, EmptyResult>(default, static _ => { }, static () => { });
        Ask<DOM.EnableCommand, EmptyResult>(default, static _ => { }, static () => { });
        AskRenderer();
    }

    /// <summary>
    /// Twice for its process: a question that is open when another process takes over is asked of that one, so the frames between two equal answers are of the same process.
    /// </summary>
    private void AskRenderer()
    {
        int before = 0;
        Page.FrameTree? tree = null;
        _attempts++;
        Ask<DOM.PerformSearchCommand, DOM.PerformSearchResult>(new DOM.PerformSearchCommand(Query), result => before = ProcessOf(result.SearchId), static () => { });
        Ask<Page.GetFrameTreeCommand, Page.GetFrameTreeResult>(default, result => tree = result.FrameTree, static () => { });
        Ask<DOM.PerformSearchCommand, DOM.PerformSearchResult>(
            new DOM.PerformSearchCommand(Query), result => OnAnswered(before, tree, ProcessOf(result.SearchId)), () => OnAnswered(before, tree, 0));
    }

    private void OnAnswered(int before, Page.FrameTree? tree, int after)
    {
        if (IsOver)
        {
            return;
        }

        if (tree is not null && after != 0 && after == before && tree.Frame.Id == Info.TargetId)
        {
            HasAnswered = true;
            Answer = Answer with { ProcessId = after, Tree = tree };
            End();
        }
        else if (_attempts < MostAttempts)
        {
            Answer = Answer with { FrameChanges = View.FrameChanges };
            AskRenderer();
        }
        else
        {
            End();
        }
    }

    private void End()
    {
        if (!IsOver)
        {
            IsOver = true;
            _ended();
        }
    }

    /// <summary>The name is the process id, a point and a number; the process id is the one outside of the sandbox, too.</summary>
    private static int ProcessOf(string searchId)
    {
        int end = searchId.IndexOf('.', StringComparison.Ordinal);
        return end > 0 && int.TryParse(searchId.AsSpan(0, end), NumberStyles.None, CultureInfo.InvariantCulture, out int processId) ? processId : 0;
    }
}
