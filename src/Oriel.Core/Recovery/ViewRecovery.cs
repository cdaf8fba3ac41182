using System;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Views;

namespace Oriel.Recovery;

/// <summary>
/// Brings a view back when a process it depends on has failed: it loads the page again when the renderer has ended, and creates the controller anew when the browser has. Add it in one line, before the first navigation, and use
/// <see cref="Controller"/> and <see cref="WebView"/> from then on.
/// </summary>
/// <remarks>
/// <para>Thread: that of the view; its events are raised there. It ends with the app's <see cref="CoreWebView2Controller.Close"/>, of the present controller, or with <see cref="Dispose"/>.</para>
/// <para>
/// With a new controller come back: profile, InPrivate mode, parent window, bounds, visibility and settings; scripts and filters that were added here; the session history; the address, or the text of NavigateToString; and the
/// scroll position of the page. Event handlers are the app's, to be added in <see cref="ControllerReplaced"/>. What a page holds in its memory is lost, and a page that was the answer to a POST is asked for by GET.
/// docs/recovery.md says it all.
/// </para>
/// </remarks>
public sealed class ViewRecovery : IDisposable
{
    private readonly ViewKeeper _keeper;

    private ViewRecovery(View view, RecoveryOptions options) => _keeper = new ViewKeeper(this, view, EnvironmentKeeper.Of(view.Group), options);

    /// <summary>Raised before each attempt to bring the view back, and before the time it is to be made after. Cancel it to have nothing done.</summary>
    public event EventHandler<RecoveryStartingEventArgs> RecoveryStarting
    {
        add => Use().RecoveryStarting += value;
        remove => Use().RecoveryStarting -= value;
    }

    /// <summary>Raised when the view has a new controller, before its page is navigated to: the place to add event handlers, and to show the controller where the old one was.</summary>
    public event EventHandler<ControllerReplacedEventArgs> ControllerReplaced
    {
        add => Use().ControllerReplaced += value;
        remove => Use().ControllerReplaced -= value;
    }

    /// <summary>Raised when the view is back and its page has been loaded, or has failed to load as any page can.</summary>
    public event EventHandler<RecoveredEventArgs> Recovered
    {
        add => Use().Recovered += value;
        remove => Use().Recovered -= value;
    }

    /// <summary>Raised when no further attempt is made: <see cref="RecoveryOptions.MaxAttempts"/> in a row have failed, or a controller cannot be created. <see cref="Retry"/> begins anew.</summary>
    public event EventHandler<RecoveryGaveUpEventArgs> GaveUp
    {
        add => Use().GaveUp += value;
        remove => Use().GaveUp -= value;
    }

    /// <summary>Raised when another app, or another environment of this one, asks for the view to be closed for a while (see <see cref="EnvironmentRecovery"/>). Cancel it to refuse.</summary>
    public event EventHandler<BrowserExitRequestedEventArgs> BrowserExitRequested
    {
        add => Use().BrowserExitRequested += value;
        remove => Use().BrowserExitRequested -= value;
    }

    /// <summary>The present controller. While <see cref="IsRecovering"/> it may be closed.</summary>
    public CoreWebView2Controller Controller => Use().View.Controller;

    /// <summary>The web content of the present controller.</summary>
    public CoreWebView2 WebView => Use().View.WebView;

    /// <summary>Whether the view is being brought back.</summary>
    public bool IsRecovering => Use().IsRecovering;

    /// <summary>Looks after a view from now on.</summary>
    /// <param name="controller">An open one.</param>
    /// <param name="options">Null for the usual ones.</param>
    /// <returns>What looks after it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="controller"/> is null.</exception>
    /// <exception cref="InvalidOperationException">Wrong thread, the view is closed, or it is looked after already.</exception>
    public static ViewRecovery Attach(CoreWebView2Controller controller, RecoveryOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(controller);
        View view = controller.CoreWebView2.View;
        return view.Watcher is null
            ? new ViewRecovery(view, options ?? new RecoveryOptions())
            : throw new InvalidOperationException("ViewRecovery.Attach was called for a view that has a ViewRecovery already. Use that one, or dispose of it first.");
    }

    /// <summary>As <see cref="CoreWebView2.AddScriptToExecuteOnDocumentCreatedAsync"/>, for every controller the view will have.</summary>
    /// <param name="javaScript">The script.</param>
    /// <returns>The id to remove it by with <see cref="RemoveScriptToExecuteOnDocumentCreated"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="javaScript"/> is null.</exception>
    public Task<string> AddScriptToExecuteOnDocumentCreatedAsync(string javaScript) => Use().Additions.AddScriptAsync(_keeper.View, javaScript);

    /// <summary>Ends what <see cref="AddScriptToExecuteOnDocumentCreatedAsync"/> began.</summary>
    /// <param name="id">What that returned; an id that is not known is ignored.</param>
    /// <exception cref="ArgumentNullException"><paramref name="id"/> is null.</exception>
    public void RemoveScriptToExecuteOnDocumentCreated(string id) => Use().Additions.RemoveScript(_keeper.View, id);

    /// <summary>As <see cref="CoreWebView2.AddWebResourceRequestedFilter(string, CoreWebView2WebResourceContext)"/>, for every controller the view will have.</summary>
    /// <param name="uri">The pattern.</param>
    /// <param name="resourceContext">What the requests are for; All for any.</param>
    /// <param name="requestSourceKinds">Who asks.</param>
    /// <exception cref="ArgumentException">There is no such context or source.</exception>
    public void AddWebResourceRequestedFilter(
        string uri, CoreWebView2WebResourceContext resourceContext, CoreWebView2WebResourceRequestSourceKinds requestSourceKinds = CoreWebView2WebResourceRequestSourceKinds.Document) =>
        Use().Additions.AddFilter(_keeper.View, uri, resourceContext, requestSourceKinds);

    /// <summary>Removes a filter that was added here.</summary>
    /// <param name="uri">As it was added.</param>
    /// <param name="resourceContext">As it was added.</param>
    /// <param name="requestSourceKinds">As it was added.</param>
    /// <exception cref="ArgumentException">It was not added, or has been removed.</exception>
    public void RemoveWebResourceRequestedFilter(
        string uri, CoreWebView2WebResourceContext resourceContext, CoreWebView2WebResourceRequestSourceKinds requestSourceKinds = CoreWebView2WebResourceRequestSourceKinds.Document) =>
        Use().Additions.RemoveFilter(_keeper.View, uri, resourceContext, requestSourceKinds);

    /// <summary>Begins anew after <see cref="GaveUp"/>, or after a cancelled <see cref="RecoveryStarting"/>. Does nothing if the view is well.</summary>
    public void Retry() => Use().Retry();

    /// <summary>Looks after the view no more. The view stays as it is.</summary>
    public void Dispose() => Use().End();

    private ViewKeeper Use([CallerMemberName] string member = "") =>
        _keeper.Dispatcher is { IsOwnThread: false, ThreadId: var owner } ? throw ThreadErrors.WrongThread(nameof(ViewRecovery), member, owner) : _keeper;
}
