using System;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Connections;
using Oriel.Client.Errors;
using Oriel.Client.Sessions;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Messages;
using Oriel.Core.Features.Script;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Focus;

/// <summary>Who has the keyboard: the page of a view in a window, or something else; and the way of the Tab key into the page and out of it.</summary>
internal sealed class FocusFeature(View view) : Feature(view)
{
    private const string World = "oriel.focus";
    private const string BindingName = "orielTabbedOut";
    private const char NextKind = 'n';
    private const char PreviousKind = 'p';

    private static readonly string s_enter = EmbeddedScript.Read("Oriel.focusEnter.js");
    private static readonly string s_leave = EmbeddedScript.Read("Oriel.focusLeave.js");

    private EventHandler<CoreWebView2MoveFocusRequestedEventArgs>? _moveRequested;
    private bool _isWatched;

    internal EventHandler<object>? Got { get; set; }

    internal EventHandler<object>? Lost { get; set; }

    /// <summary>A view whose app never listens has no script for it in its pages.</summary>
    internal EventHandler<CoreWebView2MoveFocusRequestedEventArgs>? MoveRequested
    {
        get => _moveRequested;
        set
        {
            _moveRequested = value;
            if (value is not null && !_isWatched)
            {
                _isWatched = true;
                Watch(View.Page);
            }
        }
    }

    /// <summary>Gives the page the keyboard, and the focus to one of its elements.</summary>
    internal void Move(CoreWebView2MoveFocusReason reason)
    {
        if (!Enum.IsDefined(reason))
        {
            throw OfficialErrors.InvalidArgument($"{(int)reason} is no CoreWebView2MoveFocusReason.", nameof(reason));
        }

        if (!View.Window.IsVisible)
        {
            throw OfficialErrors.InvalidArgument("The view is hidden, so it cannot have the keyboard. Set IsVisible to true before MoveFocus.", nameof(reason));
        }

        View.Window.Parented?.Focus();

        // A window that has never been clicked into has nothing in it that would take its keys.
        View.Page.Post(default(Page.BringToFrontCommand));
        if (reason != CoreWebView2MoveFocusReason.Programmatic)
        {
            View.Dispatcher.Observe(EnterAsync(reason == CoreWebView2MoveFocusReason.Next));
        }
    }

    internal override void Attach(CdpSession session, bool isPage)
    {
        if (isPage)
        {
            session.Subscribe(Runtime.BindingCalledEvent.Method, new BindingSubscription("CoreWebView2Controller.MoveFocusRequested", BindingName, OnBindingCalled));
            if (_isWatched)
            {
                Watch(session);
            }
        }
    }

    internal override void Close()
    {
        Got = null;
        Lost = null;
        _moveRequested = null;
    }

    /// <summary>The keyboard goes to the page, or no longer does.</summary>
    internal void OnChanged(bool hasFocus) => View.RaiseController(hasFocus ? Got : Lost);

    private void Watch(CdpSession page)
    {
        page.Post(new Runtime.AddBindingCommand(BindingName) { ExecutionContextName = World });
        View.Dispatcher.Observe(page.SendAsync<Page.AddScriptToEvaluateOnNewDocumentCommand, Page.AddScriptToEvaluateOnNewDocumentResult>(
            new Page.AddScriptToEvaluateOnNewDocumentCommand($"{s_leave}('{BindingName}')") { WorldName = World, RunImmediately = true }));
    }

    private void OnBindingCalled(CdpSession session, int contextId, char kind, string text)
    {
        if (_moveRequested is not null && kind is NextKind or PreviousKind && View.Frames.TryFindContext(session, contextId, out FrameState? frame) && View.Frames.IsMain(frame.Id))
        {
            CoreWebView2MoveFocusReason reason = kind == NextKind ? CoreWebView2MoveFocusReason.Next : CoreWebView2MoveFocusReason.Previous;
            View.RaiseController(_moveRequested, new CoreWebView2MoveFocusRequestedEventArgs(View, new FocusMove(reason)));
        }
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task EnterAsync(bool isForward)
    {
        try
        {
            Page.CreateIsolatedWorldResult world = await View.Page.SendAsync<Page.CreateIsolatedWorldCommand, Page.CreateIsolatedWorldResult>(
                new Page.CreateIsolatedWorldCommand(View.Target.TargetId) { WorldName = World });
            View.Page.Post(new Runtime.EvaluateCommand($"{s_enter}({(isForward ? "true" : "false")})") { ContextId = world.ExecutionContextId, Silent = true });
        }
        catch (Exception e) when (e is CdpException or ConnectionClosedException or SessionClosedException)
        {
            // The document has gone meanwhile.
        }
    }
}
