using System;
using System.Collections.Generic;
using System.Linq;
using Oriel.Broker.Chromium;
using Oriel.Broker.Monitoring;
using Oriel.Broker.Routing;
using Oriel.Ipc;
using Oriel.Ipc.Loop;
using Oriel.Protocol.Cdp;

namespace Oriel.Broker.Clients;

/// <summary>
/// Gives views to hosts and takes them back; with the first comes the browser, with the last it goes. A request that comes while the browser is going waits for the
/// next one.
/// </summary>
internal sealed class ViewDesk
{
    /// <summary>A browser that is killed with a request on its way says nothing about the next one; one that ends whenever it is asked must not be started for ever.</summary>
    private const int MostAttempts = 3;

    private readonly EventLoop _loop;
    private readonly ViewRegistry _views;
    private readonly ChromiumLifetime _lifetime;
    private readonly ViewOpener _opener;
    private readonly EnvironmentGuard _guard;
    private readonly RequestPatterns _patterns;
    private readonly LifetimeBounds _bounds;
    private readonly List<ViewRequest> _requests = [];

    /// <summary>Their browser is lost, and how it ended is about to be known.</summary>
    private readonly List<View> _untold = [];
    private int _closing;
    private bool _isHeld;

    public ViewDesk(EventLoop loop, ViewRegistry views, ChromiumLifetime lifetime, ViewOpener opener, EnvironmentGuard guard, RequestPatterns patterns, LifetimeBounds bounds)
    {
        _loop = loop;
        _views = views;
        _lifetime = lifetime;
        _opener = opener;
        _guard = guard;
        _patterns = patterns;
        _bounds = bounds;
    }

    public bool HasRequests => _requests.Count > 0;

    /// <summary>Called when views have come or gone.</summary>
    public required Action Changed { get; init; }

    /// <summary>While it is true nobody gets a view, and who wants one does not keep the browser.</summary>
    public bool IsHeld
    {
        get => _isHeld;
        set
        {
            _isHeld = value;
            if (!value)
            {
                ServeAll();
                CloseIfUnused();
            }
        }
    }

    public void Request(ClientLink link, int id, BrokerDomain.CreateViewCommand command)
    {
        if (!ProfileFolders.IsValid(command.ProfileName))
        {
            link.SendError(id, HResults.InvalidArgument, $"'{command.ProfileName}' is no profile name: at most 64 letters, digits and #@$()+-_~. or spaces, neither a space at either end nor a dot at the end.");
            return;
        }

        ViewRequest request = new() { Owner = link, Id = id, Command = command };
        _requests.Add(request);
        if (!_isHeld && _lifetime.State is BrowserState.Running or BrowserState.Starting or BrowserState.None)
        {
            Serve(request);
        }
    }

    /// <summary>The browser answers: serve everyone who waits for that.</summary>
    public void OnRunning()
    {
        foreach (ViewRequest request in _requests.ToArray())
        {
            Begin(request);
        }

        CloseIfUnused();
    }

    /// <summary>The browser is lost, and with it every view.</summary>
    public void OnLost()
    {
        foreach (View view in _views.All.ToArray())
        {
            _views.Remove(view);
            _untold.Add(view);
        }

        _closing = 0;
        _opener.Clear();
    }

    /// <summary>It is known, as far as it will be, how the browser ended that was lost.</summary>
    public void OnEnded(string reason, ProcessDeath? death)
    {
        foreach (View view in _untold)
        {
            view.Owner.SendEvent(new BrokerDomain.ViewClosedEvent(view.ViewId, reason, IsBrowserLost: true, death?.ExitStatus, death?.Signal, death?.Dump));
        }

        _untold.Clear();
    }

    /// <summary>The browser's group is gone. Whoever still waits gets the next one, unless this one never ran, or too many have ended so.</summary>
    public void OnGone(BrowserExit exit)
    {
        _guard.Release();
        foreach (ViewRequest request in _requests.ToArray())
        {
            request.Deadline?.Dispose();
            if (!exit.HasRun || request.Attempts == MostAttempts)
            {
                Fail(request, exit.Failure, exit.Message);
            }
        }

        if (!_isHeld)
        {
            ServeAll();
        }
    }

    public void Close(ClientLink link, int id, string viewId)
    {
        if (Find(link, id, viewId) is { } view)
        {
            Close(view, () => link.SendResult(id, EmptyResult.Instance));
        }
    }

    public void SetRequestPatterns(ClientLink link, int id, BrokerDomain.SetRequestPatternsCommand command)
    {
        if (Find(link, id, command.ViewId) is { } view)
        {
            _patterns.Set(view, command.Patterns, () => link.SendResult(id, EmptyResult.Instance), message => link.SendError(id, HResults.InvalidArgument, message));
        }
    }

    public void AdoptPopup(ClientLink link, int id, BrokerDomain.AdoptPopupCommand command)
    {
        if (Find(link, id, command.ViewId) is not { } view)
        {
            return;
        }

        if (_views.FindByTarget(command.TargetId) is not { } opener || opener.Owner != link || !opener.Popups.ContainsKey(command.TargetId))
        {
            link.SendError(id, HResults.InvalidState, $"There is no window '{command.TargetId}' that a page of this host has opened; it may have been closed already.");
            return;
        }

        Frame frame = _opener.Adopt(view, opener, command.TargetId);
        link.SendResult(id, new BrokerDomain.AdoptPopupResult(frame.Number));
    }

    public void ShowPopup(ClientLink link, int id, BrokerDomain.ShowPopupCommand command)
    {
        if (_views.FindByTarget(command.TargetId) is { } opener && opener.Owner == link && opener.Popups.ContainsKey(command.TargetId))
        {
            _opener.Show(command.TargetId);
            link.SendResult(id, EmptyResult.Instance);
        }
        else
        {
            link.SendError(id, HResults.InvalidState, $"There is no window '{command.TargetId}' that a page of this host has opened; it may have been closed already.");
        }
    }

    /// <summary>A window of the browser is gone from the display. If it is a view's, the view's page goes, too.</summary>
    public void OnWindowGone(uint windowId)
    {
        if (_views.All.FirstOrDefault(view => view.WindowId == windowId) is { } view)
        {
            _opener.OnWindowGone(view);
        }
    }

    /// <summary>The host is gone: so are its wishes and its views.</summary>
    public void OnHostGone(ClientLink link)
    {
        foreach (ViewRequest request in _requests.Where(request => request.Owner == link).ToArray())
        {
            request.Finish();
            _requests.Remove(request);
        }

        foreach (View view in _views.OwnedBy(link))
        {
            Close(view, static () => { });
        }

        CloseIfUnused();
        Changed();
    }

    /// <summary>A view's page has gone by itself.</summary>
    public void OnViewLost(View view)
    {
        _views.Remove(view);
        _patterns.OnViewGone();
        _opener.OnLost(view);
        view.Owner.SendEvent(new BrokerDomain.ViewClosedEvent(view.ViewId, "The page was closed.", IsBrowserLost: false));
        CloseIfUnused();
        Changed();
    }

    public void OnOpened(ViewRequest request, View view, string profilePath, BrokerDomain.Window? window)
    {
        _requests.Remove(request);
        if (request.IsOver)
        {
            return;
        }

        request.Succeed(new BrokerDomain.CreateViewResult(
            view.ViewId, view.TargetId, view.SessionId, view.BrowserContextId, profilePath, _lifetime.ProcessId, _lifetime.Version, _views.FindFrame(HexId.Parse(view.TargetId))!.Number, window));
        Changed();
    }

    /// <summary>
    /// A browser that has ended, and of whose end we have not heard yet, takes no requests. So the request waits for that end, and then gets the next browser; only if this one
    /// goes on has it failed.
    /// </summary>
    public void OnRefused(ViewRequest request, string message)
    {
        if (!request.IsOver)
        {
            request.Deadline?.Dispose();
            request.Deadline = _loop.Schedule(_bounds.Unnoticed, () => OnFailed(request, HResults.Fail, message));
        }
    }

    public void OnFailed(ViewRequest request, int code, string message)
    {
        Fail(request, code, message);
        if (request.View is { IsClosing: false } view && _views.Find(view.ViewId) == view)
        {
            // Nobody else knows of it.
            Close(view, static () => { });
        }

        CloseIfUnused();
    }

    /// <summary>The view, if it is this host's; else the host is told so.</summary>
    public View? Find(ClientLink link, int id, string viewId)
    {
        if (_views.Find(viewId) is { } view && view.Owner == link)
        {
            return view;
        }

        link.SendError(id, HResults.InvalidState, $"There is no view '{viewId}' of this host; it may have been closed already.");
        return null;
    }

    public BrokerDomain.HostInfo Describe(HostProfile host, ClientLink link) =>
        new(host.ProcessId, host.Name, [.. _views.OwnedBy(link).Select(static view => new BrokerDomain.View(view.ViewId, view.TargetId, view.ProfileName, view.IsInPrivate))]);

    private void ServeAll()
    {
        if (_lifetime.State is BrowserState.Running or BrowserState.Starting or BrowserState.None)
        {
            foreach (ViewRequest request in _requests.Where(static request => request.Deadline is null or { IsOver: true }).ToArray())
            {
                Serve(request);
            }
        }
    }

    private void Serve(ViewRequest request)
    {
        HostProfile host = request.Owner.Profile!;
        IEnumerable<HostProfile> holders = _views.All.Select(static view => view.Owner)
            .Concat(_requests.Where(other => other != request).Select(static other => other.Owner))
            .Where(static owner => owner.Profile is not null)
            .Select(static owner => owner.Profile!);
        if (_guard.FindConflict(host, request.Display, holders) is { } conflict)
        {
            Fail(request, HResults.InvalidState, conflict);
            return;
        }

        switch (_lifetime.State)
        {
            case BrowserState.Running:
                Begin(request);
                break;
            case BrowserState.None:
                Start(request, host);
                break;
        }
    }

    private void Start(ViewRequest request, HostProfile host)
    {
        try
        {
            _lifetime.Start(host, request.Display);
            _guard.Bind(host, request.Display);
        }
        catch (BrowserStartException exception)
        {
            Fail(request, exception.Code, exception.Message);
        }
    }

    private void Begin(ViewRequest request)
    {
        request.Attempts++;
        request.Deadline = _loop.Schedule(_bounds.View, () => OnFailed(request, HResults.Timeout, $"The browser opened no view within {_bounds.View.TotalSeconds:0.#} seconds."));
        _opener.Open(request);
    }

    private void Fail(ViewRequest request, int code, string message)
    {
        _requests.Remove(request);
        request.Fail(code, message);
        Changed();
    }

    private void Close(View view, Action closed)
    {
        view.IsClosing = true;
        _views.Remove(view);
        Changed();
        if (_lifetime.State != BrowserState.Running)
        {
            closed();
            return;
        }

        _patterns.OnViewGone();

        // The browser goes when the page has, so that the page's last handlers run; or when it does not go.
        bool isOver = false;
        _closing++;
        void End()
        {
            if (!isOver)
            {
                isOver = true;
                _closing = Math.Max(0, _closing - 1);
                closed();
                CloseIfUnused();
            }
        }

        _loop.Schedule(_bounds.Page, End);
        _opener.Close(view, End);
    }

    private void CloseIfUnused()
    {
        if (_lifetime.State == BrowserState.Running && _views.Count == 0 && (_requests.Count == 0 || _isHeld) && _closing == 0)
        {
            _lifetime.Close();
        }
    }
}
