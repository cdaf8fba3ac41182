using System;
using System.Collections.Generic;
using System.Globalization;
using Oriel.Broker.Clients;
using Oriel.Broker.Permissions;
using Oriel.Broker.Routing;
using Oriel.Broker.Windows;
using Oriel.Ipc;
using Oriel.Ipc.Rendezvous;
using Oriel.Protocol.Cdp;

namespace Oriel.Broker.Chromium;

/// <summary>
/// Opens and closes the pages that views show. A view of a profile is an app window, asked for by the folder of the profile (see <see cref="WindowRequests"/>); a private
/// view is a window in a browser context of its own kind, one per profile name, which exists as long as a view is in it. Both are opened at an address of
/// <see cref="OpeningAddresses"/>, by which the page is recognised, and which is never loaded.
/// </summary>
internal sealed class ViewOpener
{
    private readonly WindowRequests _windows;
    private readonly BrowserCalls _calls;
    private readonly ViewRegistry _views;
    private readonly PageTracker _pages;
    private readonly FetchGate _gate;
    private readonly OpeningAddresses _addresses;
    private readonly PermissionDesk _permissions;
    private readonly ViewWindows _viewWindows;
    private readonly ProfileFolders _folders;
    private readonly Dictionary<string, PrivateContext> _privateContexts = [];
    private long _lastView;

    public ViewOpener(
        WindowRequests windows, UserDataPaths paths, BrowserCalls calls, ViewRegistry views, PageTracker pages, FetchGate gate, OpeningAddresses addresses, PermissionDesk permissions,
        ViewWindows viewWindows)
    {
        _windows = windows;
        _calls = calls;
        _views = views;
        _pages = pages;
        _gate = gate;
        _addresses = addresses;
        _permissions = permissions;
        _viewWindows = viewWindows;
        _folders = new ProfileFolders(paths);
    }

    /// <summary>Called when a view is there; it is for the owner to answer the request.</summary>
    public required Action<ViewRequest, View, string, BrokerDomain.Window?> Opened { get; init; }

    /// <summary>Called when the browser took no notice of the request, which may be because it is about to end.</summary>
    public required Action<ViewRequest, string> Refused { get; init; }

    /// <summary>Called when it cannot be had.</summary>
    public required Action<ViewRequest, int, string> Failed { get; init; }

    /// <summary>The browser must be running.</summary>
    public void Open(ViewRequest request)
    {
        if (request.Command.IsInPrivate)
        {
            OpenPrivate(request);
        }
        else
        {
            OpenWindow(request);
        }
    }

    /// <summary>Closes the pages of a view that is no longer registered.</summary>
    public void Close(View view, Action closed)
    {
        ClosePopups(view);
        _permissions.OnViewGone(view);

        _viewWindows.Forget(view.TargetId);

        // Left at once: whoever asks for a private view from here on gets a fresh context, though the page of this one is still closing.
        string? unused = Leave(view);
        CloseTarget(view.TargetId, () =>
        {
            DisposeOf(unused);
            closed();
        });
    }

    /// <summary>A view shows a window that another one's page has opened; its own page, which nobody has navigated, goes.</summary>
    /// <returns>Its main frame.</returns>
    public Frame Adopt(View view, View opener, string popupTargetId)
    {
        string own = view.TargetId;
        view.WindowId = null;
        Frame frame = _views.Adopt(view, opener, popupTargetId);
        _gate.OnFrameGone(HexId.Parse(own));
        if (_viewWindows.AreReal)
        {
            // The host has the old window in its own until it gets the new one.
            _viewWindows.Find(view, window =>
            {
                view.Owner.SendEvent(new BrokerDomain.WindowChangedEvent(view.ViewId, window));
                CloseTarget(own, static () => { });
            });
        }
        else
        {
            CloseTarget(own, static () => { });
        }

        return frame;
    }

    /// <summary>No view shows a window that a page has opened.</summary>
    public void Show(string popupTargetId)
    {
        if (_viewWindows.AreReal)
        {
            _viewWindows.Release(popupTargetId);
        }
    }

    /// <summary>A view's window was destroyed by somebody else than the browser, which takes no notice of it.</summary>
    public void OnWindowGone(View view) => CloseTarget(view.TargetId, static () => { });

    /// <summary>A view's page has gone by itself.</summary>
    public void OnLost(View view)
    {
        ClosePopups(view);
        _permissions.OnViewGone(view);

        DisposeOf(Leave(view));
    }

    /// <summary>The browser is gone.</summary>
    public void Clear()
    {
        _privateContexts.Clear();
        _permissions.Clear();
        _windows.Dispose();
        _viewWindows.Clear();
    }

    private void OpenWindow(ViewRequest request)
    {
        string url = _addresses.Next();
        string folder = _folders.FolderOf(request.Command.ProfileName);
        _pages.Expect(url, attached => Present(request, Adopt(request, attached)));

        // The last one, for this window only, leaves away the bar that warns of --no-sandbox and takes room from the page.
        _windows.Send([$"--profile-directory={folder}", $"--app={url}", "--test-type"], refusal =>
        {
            _pages.ForgetExpected(url);
            Refused(request, $"The browser opened no window: {refusal}.");
        });
    }

    private void OpenPrivate(ViewRequest request)
    {
        string key = ProfileFolders.KeyOf(request.Command.ProfileName);
        if (!_privateContexts.TryGetValue(key, out PrivateContext? context))
        {
            context = new PrivateContext(key);
            _privateContexts.Add(key, context);
            _calls.Send<Target.CreateBrowserContextCommand, Target.CreateBrowserContextResult>(
                "",
                new Target.CreateBrowserContextCommand(),
                result => context.OnMade(result.BrowserContextId),
                error =>
                {
                    _privateContexts.Remove(key);
                    context.OnFailed(error.Message);
                });
        }

        context.Users++;
        context.WhenMade(
            browserContextId => OpenInContext(request, context, browserContextId),
            message => Failed(request, HResults.Fail, $"The browser made no private context: {message}"));
    }

    private void OpenInContext(ViewRequest request, PrivateContext context, string browserContextId)
    {
        string url = _addresses.Next();
        View? view = null;
        _pages.Expect(url, attached => view = Adopt(request, attached));

        // The parts around a page leave no room for one in a small window on a display, and there it gets its size when it is found.
        (int width, int height) = _viewWindows.AreReal ? ViewWindows.FirstSize : (Math.Max(request.Command.Width, 1), Math.Max(request.Command.Height, 1));
        _calls.Send<Target.CreateTargetCommand, Target.CreateTargetResult>(
            "",
            new Target.CreateTargetCommand(url, BrowserContextId: browserContextId, NewWindow: true, Width: width, Height: height),
            result =>
            {
                // The browser attaches before it answers, and not until then is the page in its window.
                Present(request, view);
                if (_pages.ForgetExpected(url))
                {
                    CloseTarget(result.TargetId, static () => { });
                    DisposeOf(Leave(context));
                    Failed(request, HResults.Fail, "The browser opened a private window but did not attach to its page.");
                }
            },
            error =>
            {
                _pages.ForgetExpected(url);
                DisposeOf(Leave(context));
                Failed(request, HResults.Fail, $"The browser opened no private window: {error.Message}");
            });
    }

    /// <returns>The view; null if nobody wants it any more.</returns>
    private View? Adopt(ViewRequest request, Target.AttachedToTargetEvent attached)
    {
        View view = new()
        {
            ViewId = $"view-{(++_lastView).ToString(CultureInfo.InvariantCulture)}",
            Owner = request.Owner,
            TargetId = attached.TargetInfo.TargetId,
            SessionId = attached.SessionId,
            BrowserContextId = attached.TargetInfo.BrowserContextId ?? "",
            ProfileName = request.Command.ProfileName.Length == 0 ? ProfileFolders.DefaultProfile : request.Command.ProfileName,
            IsInPrivate = request.Command.IsInPrivate,
        };
        if (request.IsOver)
        {
            _calls.Send(view.SessionId, new Runtime.RunIfWaitingForDebuggerCommand());
            Close(view, static () => { });
            return null;
        }

        request.View = view;
        _views.Add(view);
        _gate.OnFrameKnown(HexId.Parse(view.TargetId), view.Owner);
        _permissions.OnViewMade(view, _folders.PathOf(request.Command.ProfileName));
        // The address it was opened at is not loaded anyway; this makes nothing of that attempt come to the host's ears.
        _calls.Send(view.SessionId, new Page.StopLoadingCommand());
        return view;
    }

    private void Present(ViewRequest request, View? view)
    {
        if (view is null || view.IsClosing)
        {
            return;
        }

        if (_viewWindows.AreReal)
        {
            _viewWindows.Find(view, window => Opened(request, view, _folders.PathOf(request.Command.ProfileName), window));
            return;
        }

        _calls.Send<Browser.GetWindowForTargetCommand, Browser.GetWindowForTargetResult>(
            view.SessionId,
            new Browser.GetWindowForTargetCommand(),
            window => Size(request, view, window.WindowId),
            _ => Opened(request, view, _folders.PathOf(request.Command.ProfileName), null));
    }

    private void Size(ViewRequest request, View view, int windowId)
    {
        if (request.Command is { Width: > 0, Height: > 0 })
        {
            _calls.Send("", new Browser.SetContentsSizeCommand(windowId, request.Command.Width, request.Command.Height));
        }

        Opened(request, view, _folders.PathOf(request.Command.ProfileName), null);
    }

    private void ClosePopups(View view)
    {
        foreach ((string popup, string session) in view.Popups)
        {
            // One that has not run yet would take its opener's renderer along, which may be another view's, too.
            _calls.Send(session, new Runtime.RunIfWaitingForDebuggerCommand());
            CloseTarget(popup, static () => { });
        }
    }

    private void CloseTarget(string targetId, Action closed) =>
        _calls.Send<Target.CloseTargetCommand, Target.CloseTargetResult>("", new Target.CloseTargetCommand(targetId), _ => closed(), _ => closed());

    private string? Leave(View view) =>
        view.IsInPrivate && _privateContexts.GetValueOrDefault(ProfileFolders.KeyOf(view.ProfileName)) is { } context ? Leave(context) : null;

    /// <returns>The context's id in the browser, if nobody is left in it.</returns>
    private string? Leave(PrivateContext context)
    {
        if (--context.Users > 0 || context.BrowserContextId is null)
        {
            return null;
        }

        _privateContexts.Remove(context.Key);
        return context.BrowserContextId;
    }

    private void DisposeOf(string? browserContextId)
    {
        if (browserContextId is not null)
        {
            _permissions.OnContextGone(browserContextId);
            _calls.Send("", new Target.DisposeBrowserContextCommand(browserContextId));
        }
    }
}
