using System;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Errors;
using Oriel.Client.Sessions;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Navigation;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.NewWindows;

/// <summary>One window that a page has opened, and what the app has decided about it so far.</summary>
internal sealed class NewWindow : DeferrableEvent
{
    private readonly View _opener;
    private readonly CdpSession _session;
    private readonly bool _canAccessOpener;
    private CoreWebView2? _target;
    private Fetch.RequestPausedEvent? _held;
    private Action<Fetch.RequestPausedEvent>? _serve;
    private bool _isRunning;

    internal NewWindow(View opener, CdpSession session, Target.TargetInfo target, Page.WindowOpenEvent? announced)
        : base(nameof(CoreWebView2NewWindowRequestedEventArgs))
    {
        _opener = opener;
        _session = session;
        TargetId = target.TargetId;
        Uri = announced?.Url ?? NavigationUri.Blank;
        Name = announced is null or { WindowName: "_blank" } ? "" : announced.WindowName;
        IsUserInitiated = announced?.UserGesture ?? false;
        Features = new CoreWebView2WindowFeatures(WindowFeatureList.Parse(announced?.WindowFeatures ?? []));
        _canAccessOpener = target.CanAccessOpener ?? false;
        Source = SourceOf(target.OpenerFrameId ?? target.OpenerId);
    }

    internal string TargetId { get; }

    internal string Uri { get; }

    internal string Name { get; }

    internal bool IsUserInitiated { get; }

    internal CoreWebView2WindowFeatures Features { get; }

    internal CoreWebView2FrameInfo Source { get; }

    internal bool IsHandled { get; set; }

    internal bool IsDecided => _serve is not null;

    /// <summary>Whether its first request has come; about:blank has none.</summary>
    internal bool HasRequested { get; private set; }

    /// <summary>The view that is to show the window.</summary>
    internal CoreWebView2? Shown
    {
        get => _target;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (_target is not null)
            {
                throw OfficialErrors.FromHResult(HResults.InvalidState, "NewWindow has been set already and cannot be changed.");
            }

            Verify(value.View.Enter(nameof(CoreWebView2), nameof(CoreWebView2NewWindowRequestedEventArgs.NewWindow)));
            _target = value;
        }
    }

    internal NewWindow Enter([CallerMemberName] string member = "")
    {
        Check(member);
        return this;
    }

    internal void OnRequestPaused(Fetch.RequestPausedEvent e)
    {
        HasRequested = true;
        if (_serve is null)
        {
            _held = e;
        }
        else
        {
            _serve(e);
        }
    }

    /// <summary>The event is complete.</summary>
    internal void Decide()
    {
        CdpSession browser = _session.Connection.BrowserSession;
        if (_target is not null)
        {
            Adopt(_target.View);
        }
        else if (IsHandled)
        {
            // Closed before it has run it would take its opener's renderer along.
            Run();
            _serve = e => browser.Post(new Fetch.FailRequestCommand(e.RequestId, "Aborted"));
            browser.Post(new Target.CloseTargetCommand(TargetId));
        }
        else
        {
            LooseWindow.LetGo(_session, TargetId);
            _serve = e => browser.Post(new Fetch.ContinueRequestCommand(e.RequestId));
        }

        if (_held is not null && _target is null)
        {
            _serve!(_held);
        }
    }

    /// <summary>Lets the window run, and its opener go on.</summary>
    internal void Run()
    {
        if (!_isRunning)
        {
            _isRunning = true;
            _session.Post(default(Runtime.RunIfWaitingForDebuggerCommand));
        }
    }

    private void Adopt(View view)
    {
        if (view.IsClosed)
        {
            // The app has closed it meanwhile, and the window with it.
            IsHandled = true;
            _target = null;
            Decide();
            return;
        }

        if (_isRunning && _held is null && NavigationUri.GoesOverTheNetwork(Uri))
        {
            // It is just beginning to navigate; what is said to its renderer now might be kept back until that is over.
            _serve = e =>
            {
                _held = e;
                Adopt(view);
            };
            return;
        }

        CdpSession browser = _session.Connection.BrowserSession;
        view.Frames.MainNumber = 0;
        view.Dispatcher.Observe(AdoptAsync(browser, view));
        if (_held is not null)
        {
            // As long as it is held the browser passes nothing on to the window's renderer.
            view.Navigation.IsRestarting = true;
            browser.Post(new Fetch.FailRequestCommand(_held.RequestId, "Aborted"));
            view.Dispatcher.Observe(ShowAndNavigateAsync(view, _held.Request));
        }
        else
        {
            view.Dispatcher.Observe(view.Target.ShowAsync(_session, TargetId));
        }

        // That has let it run.
        _isRunning = true;
        _serve = e => view.Requests.OnRequestPaused(_session, e);

        // Not before the view listens: what came up to here came to us.
        _session.Connection.ReleasePopup(_session, TargetId);
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task AdoptAsync(CdpSession browser, View view)
    {
        BrokerDomain.AdoptPopupResult adopted = await browser.Connection.SendAsync<BrokerDomain.AdoptPopupCommand, BrokerDomain.AdoptPopupResult>(
            browser, new BrokerDomain.AdoptPopupCommand(view.Identity.ViewId, TargetId), view.Dispatcher);
        view.Frames.MainNumber = (uint)adopted.FrameNumber;
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task ShowAndNavigateAsync(View view, Network.Request request)
    {
        await view.Target.ShowAsync(_session, TargetId);
        if (!view.IsClosed)
        {
            view.Navigation.Restart(request, _canAccessOpener);
        }
    }

    private void Verify(View view)
    {
        string? problem = ReferenceEquals(view, _opener) ? "it is the view that opened the window"
            : !ReferenceEquals(view.Group, _opener.Group) ? "it was made with another CoreWebView2Environment"
            : view.Identity.BrowserContextId != _opener.Identity.BrowserContextId ? $"its profile is '{view.Identity.ProfileName}' and the opener's '{_opener.Identity.ProfileName}', or one of them is InPrivate"
            : view.Navigation.HasBegun ? "it has been navigated already"
            : null;
        if (problem is not null)
        {
            throw OfficialErrors.InvalidArgument(
                $"This view cannot be the NewWindow: {problem}. Give a new one of the same environment and profile that nobody has navigated.", "NewWindow");
        }
    }

    private CoreWebView2FrameInfo SourceOf(string? frameId)
    {
        FrameState frame = frameId is not null && _opener.Frames.TryFind(frameId, out FrameState? known) ? known : _opener.Frames.Main;
        return _opener.Frames.Describe(frame);
    }
}
