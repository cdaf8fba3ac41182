using System;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Sessions;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Capture;
using Oriel.Core.Features.Composition;
using Oriel.Core.Features.Cookies;
using Oriel.Core.Features.Dialogs;
using Oriel.Core.Features.Documents;
using Oriel.Core.Features.Environments;
using Oriel.Core.Features.Focus;
using Oriel.Core.Features.Keys;
using Oriel.Core.Features.Messages;
using Oriel.Core.Features.Navigation;
using Oriel.Core.Features.NewWindows;
using Oriel.Core.Features.Permissions;
using Oriel.Core.Features.Processes;
using Oriel.Core.Features.Protocol;
using Oriel.Core.Features.Requests;
using Oriel.Core.Features.Responses;
using Oriel.Core.Features.Script;
using Oriel.Core.Features.Scrolling;
using Oriel.Core.Features.Settings;
using Oriel.Core.Features.Window;
using Oriel.Core.Features.Zoom;

namespace Oriel.Core.Features.Views;

/// <summary>
/// One WebView: what its public objects share. It puts the features together, knows the thread they belong to and whether the view
/// still lives, and nothing else.
/// </summary>
internal sealed class View
{
    private readonly Feature[] _features;
    private readonly Func<bool> _isOver;
    private readonly Action _deferralEnded;

    /// <summary>Events that the app holds open.</summary>
    private int _deferred;
    private bool _wasHeldUp;
    private volatile Exception? _closedBy;

    internal View(BrowserGroup group, BrowserLink link, ViewIdentity identity, UiDispatcher dispatcher, bool isComposed = false)
    {
        _isOver = () => IsClosed;
        _deferralEnded = () => _deferred--;
        Group = group;
        Link = link;
        Identity = identity;
        Dispatcher = dispatcher;
        Frames = new FrameTree(this);
        History = new HistoryFeature(this);
        HistoryRestore = new HistoryRestore(this);
        Documents = new DocumentFeature(this);
        Navigation = new NavigationFeature(this);
        Script = new ScriptFeature(this);
        Scrolling = new ScrollFeature(this);
        Messages = new WebMessageFeature(this);
        Protocol = new DevToolsProtocolFeature(this);
        Capture = new CaptureFeature(this);
        Settings = new SettingsFeature(this);
        Window = new WindowFeature(this);
        Focus = new FocusFeature(this);
        Background = new BackgroundFeature(this);
        Wishes = new PageWishes(this);
        Keys = new AcceleratorKeyFeature(this);
        Zoom = new ZoomFeature(this);
        Composition = new CompositionFeature(this);
        Mouse = new MouseInput(this);
        Pointer = new PointerInput(this);
        Keyboard = new KeyboardInput(this);
        Drag = new DragInput(this);
        Dialogs = new DialogFeature(this);
        Requests = new ResourceRequestFeature(this);
        NewWindows = new NewWindowFeature(this);
        Responses = new ResponseFeature(this);
        Cookies = new CookieFeature(this);
        Permissions = new PermissionFeature(this);
        ProfilePermissions = new ProfilePermissions(this);
        Failures = new ProcessFailureFeature(this);
        Responsiveness = new ResponsivenessFeature(this);
        Target = new ViewTarget(this);
        _features =
        [
            Frames, History, Documents, Navigation, Script, Messages, Protocol, Capture, Settings, Window, Focus, Background, Wishes, Keys, Zoom, Dialogs, Requests, NewWindows, Cookies, Responses,
            Permissions, Failures, Responsiveness, Scrolling, Composition,
        ];
        Profile = new CoreWebView2Profile(this);
        WebView = new CoreWebView2(this);
        Controller = isComposed ? new CoreWebView2CompositionController(this) : new CoreWebView2Controller(this);

        // Nobody could close it after that, and it would keep the browser.
        Dispatcher.LoopEnding += Close;
    }

    internal BrowserGroup Group { get; }

    /// <summary>The connection its browser is behind.</summary>
    internal BrowserLink Link { get; }

    internal ViewIdentity Identity { get; }

    internal UiDispatcher Dispatcher { get; }

    /// <summary>The target the view shows now; it can change.</summary>
    internal ViewTarget Target { get; }

    internal CdpSession Page => Target.Page;

    internal FrameTree Frames { get; }

    internal HistoryFeature History { get; }

    internal HistoryRestore HistoryRestore { get; }

    internal DocumentFeature Documents { get; }

    internal NavigationFeature Navigation { get; }

    internal ScriptFeature Script { get; }

    internal ScrollFeature Scrolling { get; }

    internal WebMessageFeature Messages { get; }

    internal DevToolsProtocolFeature Protocol { get; }

    internal CaptureFeature Capture { get; }

    internal SettingsFeature Settings { get; }

    internal WindowFeature Window { get; }

    internal FocusFeature Focus { get; }

    internal BackgroundFeature Background { get; }

    internal PageWishes Wishes { get; }

    internal AcceleratorKeyFeature Keys { get; }

    internal ZoomFeature Zoom { get; }

    /// <summary>Whether the app shows the view itself.</summary>
    internal bool IsComposed => Controller is CoreWebView2CompositionController;

    internal CompositionFeature Composition { get; }

    internal MouseInput Mouse { get; }

    internal PointerInput Pointer { get; }

    internal KeyboardInput Keyboard { get; }

    internal DragInput Drag { get; }

    internal DialogFeature Dialogs { get; }

    internal ResourceRequestFeature Requests { get; }

    internal ResponseFeature Responses { get; }

    internal NewWindowFeature NewWindows { get; }

    internal CookieFeature Cookies { get; }

    internal PermissionFeature Permissions { get; }

    internal ProfilePermissions ProfilePermissions { get; }

    internal ProcessFailureFeature Failures { get; }

    internal ResponsivenessFeature Responsiveness { get; }

    /// <summary>Who looks after the view, if somebody does.</summary>
    internal IViewWatcher? Watcher { get; set; }

    internal CoreWebView2Profile Profile { get; }

    internal CoreWebView2 WebView { get; }

    internal CoreWebView2Controller Controller { get; }

    internal bool IsClosed => _closedBy is not null;

    /// <summary>The gate of every public member.</summary>
    /// <exception cref="InvalidOperationException">Wrong thread, or the view is closed.</exception>
    internal View Enter(string type, string member)
    {
        EnterThread(type, member);
        return EnterOpen(type, member);
    }

    /// <summary>The gate of what may be called on any thread.</summary>
    /// <exception cref="InvalidOperationException">The view is closed.</exception>
    internal View EnterOpen(string type, string member) => _closedBy is { } cause ? throw ViewErrors.Closed(type, member, cause) : this;

    /// <summary>The gate of members that are harmless after Close: removing a handler, closing again.</summary>
    internal View EnterThread(string type, string member) =>
        Dispatcher.IsOwnThread ? this : throw ThreadErrors.WrongThread(type, member, Dispatcher.ThreadId);

    /// <summary>A navigation is about to bring a new document.</summary>
    /// <returns>Complete when what the app did before it holds for that document.</returns>
    internal Task BeforeNewDocument()
    {
        Task settings = Settings.BeforeNewDocument();
        Task cookies = Cookies.BeforeNewDocument();
        return cookies.IsCompleted ? settings : Task.WhenAll(settings, cookies);
    }

    internal void Apply(CdpSession session, bool isPage)
    {
        foreach (Feature feature in _features)
        {
            feature.Attach(session, isPage);
        }
    }

    internal void OnRecovered(CdpSession session)
    {
        foreach (Feature feature in _features)
        {
            feature.OnRecovered(session);
        }
    }

    /// <summary>Runs the app's handlers.</summary>
    internal void Raise<TArgs>(EventHandler<TArgs>? handlers, TArgs args) => EventRaiser.Raise(handlers, WebView, args, Dispatcher, _isOver);

    /// <summary>Runs the app's handlers of an event of the controller that has no arguments.</summary>
    internal void RaiseController(EventHandler<object>? handlers) => RaiseController(handlers, (object)null!);

    /// <summary>Runs the app's handlers of an event of the controller.</summary>
    internal void RaiseController<TArgs>(EventHandler<TArgs>? handlers, TArgs args) => EventRaiser.Raise(handlers, Controller, args, Dispatcher, _isOver);

    /// <summary>Runs the app's handlers of an event that can be deferred.</summary>
    internal void Raise<TArgs>(EventHandler<TArgs>? handlers, TArgs args, EventCompletion completion)
    {
        Raise(handlers, args);
        completion.OnRaised();
        if (!completion.IsComplete)
        {
            _deferred++;
            OnHeldUp();
            completion.Counted = _deferralEnded;
        }
    }

    /// <summary>The page waits for something that is not its own business.</summary>
    internal void OnHeldUp() => _wasHeldUp = true;

    /// <summary>Whether the page has been held up, by a deferral or a dialog, since this was asked last.</summary>
    internal bool TakeHeldUp()
    {
        bool was = _wasHeldUp;
        _wasHeldUp = _deferred > 0;
        return was;
    }

    /// <summary>Ends the view. Synchronous, without asking the page; no event comes after it.</summary>
    internal void Close()
    {
        if (_closedBy is null)
        {
            End(ViewErrors.ClosedByApp());
            Group.CloseView(this);
        }

        Watcher?.OnClosedByApp();
    }

    /// <summary>Ends the view, because what it was in is gone.</summary>
    internal void OnParentDestroyed()
    {
        End(new InvalidOperationException("Its parent window was destroyed. Create a new controller in another window."));
        Group.CloseView(this);
        Watcher?.OnClosedByApp();
    }

    /// <summary>The view cannot be used any more because of what happened to its browser.</summary>
    internal void Lose(Exception reason)
    {
        if (_closedBy is null)
        {
            End(reason);
            Watcher?.OnGone();
        }
    }

    /// <summary>Its browser has failed. The app is told when the view is closed, so this is the one event that comes after that.</summary>
    internal void Fail(Exception reason, ProcessFailure failure)
    {
        if (_closedBy is null)
        {
            EventHandler<CoreWebView2ProcessFailedEventArgs>? handlers = Failures.Failed;
            End(reason);
            EventRaiser.Raise(handlers, WebView, new CoreWebView2ProcessFailedEventArgs(failure), Dispatcher);
            Watcher?.OnBrowserLost();
        }
    }

    private void End(Exception reason)
    {
        _closedBy = reason;
        Dispatcher.LoopEnding -= Close;
        foreach (Feature feature in _features)
        {
            feature.Close();
        }

        Target.Close();
    }
}
