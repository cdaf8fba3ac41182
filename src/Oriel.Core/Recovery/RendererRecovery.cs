using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Errors;
using Oriel.Core.Diagnostics;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Processes;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;
using Kind = Microsoft.Web.WebView2.Core.CoreWebView2ProcessFailedKind;

namespace Oriel.Recovery;

/// <summary>What is done for a view whose browser lives: its page is loaded again, its frames are navigated again, a page that hangs is ended.</summary>
internal sealed class RendererRecovery(ViewKeeper keeper, RecoveryOptions options)
{
    private readonly Backoff _page = new(options);
    private readonly Backoff _frames = new(options);
    private int _unresponsive;

    /// <summary>The page that is awaited.</summary>
    private TaskCompletionSource<bool?>? _load;

    internal void OnFailure(View view, ProcessFailure failure)
    {
        switch (failure.Kind)
        {
            case Kind.RenderProcessExited when options.ReloadsPage:
                _unresponsive = 0;
                Reload(view);
                break;
            case Kind.RenderProcessExited:
                _ = _load?.TrySetResult(false);
                break;
            case Kind.FrameRenderProcessExited when options.NavigatesFailedFrames:
                view.Dispatcher.Observe(NavigateFramesAsync(view, failure));
                break;
            case Kind.RenderProcessUnresponsive when options.UnresponsiveAction != UnresponsiveAction.None && ++_unresponsive >= options.UnresponsiveCount:
                _unresponsive = 0;
                view.Dispatcher.Observe(EndHangAsync(view));
                break;
        }
    }

    /// <returns>False if pages are not to be reloaded.</returns>
    internal bool TryReload(View view)
    {
        if (options.ReloadsPage)
        {
            Reload(view);
        }

        return options.ReloadsPage;
    }

    internal void Retry(View view)
    {
        _page.Reset();
        Reload(view);
    }

    internal void Watch(View view)
    {
        _unresponsive = 0;
        if (options.UnresponsiveAction != UnresponsiveAction.None)
        {
            // A page is asked for signs of life only while somebody listens.
            view.Responsiveness.Responsive += OnResponsive;
        }
    }

    internal void Forget(View view)
    {
        if (!view.IsClosed)
        {
            view.Responsiveness.Responsive -= OnResponsive;
        }
    }

    /// <summary>Awaits the next navigation that ends, one that is given up for another not counted. It may have been begun before: where a page is being loaded already, the browser takes no second request to do so.</summary>
    /// <param name="view">Whose.</param>
    /// <param name="after">Only navigations with greater ids count. In a view that has just got its history the end of what stood in for its pages may not have been told yet.</param>
    /// <returns>
    /// Whether it has succeeded; null if it came to nothing without the app's doing: the renderer that it was for has ended, and the browser may say no more of that. False also if the page loses its renderer before.
    /// </returns>
    /// <exception cref="OperationCanceledException">In the task: the episode is over, as when the view is closed.</exception>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    internal async Task<bool?> NextLoadAsync(View view, ulong after = 0)
    {
        TaskCompletionSource<bool?> completed = _load = new();
        int refusals = view.Navigation.Refusals;
        void OnCompleted(object? sender, CoreWebView2NavigationCompletedEventArgs e)
        {
            bool isLast = !view.Navigation.IsAsking && view.Frames.Main.Navigation?.Id == e.NavigationId;
            if (e.NavigationId > after && !view.Failures.IsPageLost && (e.IsSuccess || isLast))
            {
                bool isAborted = e.WebErrorStatus == CoreWebView2WebErrorStatus.OperationCanceled;
                completed.TrySetResult(isAborted && view.Navigation.Refusals == refusals ? null : e.IsSuccess);
            }
        }

        view.Navigation.Completed += OnCompleted;
        bool? isLoaded;
        try
        {
            isLoaded = await completed.Task;
        }
        finally
        {
            view.Navigation.Completed -= OnCompleted;
        }

        if (isLoaded is null)
        {
            // The page's own renderer may have ended with the navigation. That is told next, and its failure is to be waited for: begun now, a navigation would take the place of the page's entry in the history.
            _load = completed = new TaskCompletionSource<bool?>();
            await ViewTarget.HearFromBrowserAsync(view.Page);
            isLoaded = view.Failures.IsPageLost || completed.Task.IsCompleted ? await completed.Task : null;
        }

        return isLoaded;
    }

    /// <summary>Whoever awaits a page awaits it in vain: something else has happened.</summary>
    internal void GiveUpLoad() => _load?.TrySetCanceled();

    private void Reload(View view) => view.Dispatcher.Observe(ReloadAsync(view, view.Scrolling.Position));

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task ReloadAsync(View view, (double X, double Y) scroll)
    {
        int episode = keeper.Begin();
        bool? isLoaded = null;
        int attempt = 0;
        while (isLoaded is null)
        {
            (attempt, TimeSpan? delay) = _page.Next();
            if (delay is not { } wait)
            {
                keeper.OnGaveUp(RecoveryCause.RendererExited, attempt);
                return;
            }

            keeper.OnAttempt();
            try
            {
                isLoaded = await LoadAgainAsync(view, scroll, episode, attempt, wait);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            if (!keeper.IsCurrent(episode) || view.IsClosed || view.Failures.IsPageLost)
            {
                return;
            }
        }

        _page.OnRecovered();
        keeper.OnRecovered(RecoveryCause.RendererExited, attempt, isLoaded.Value);
    }

    /// <returns>As <see cref="NextLoadAsync"/> has it.</returns>
    /// <exception cref="OperationCanceledException">The episode is over.</exception>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    private async Task<bool?> LoadAgainAsync(View view, (double X, double Y) scroll, int episode, int attempt, TimeSpan delay)
    {
        Task<bool?> loaded = NextLoadAsync(view);
        int documents = view.Navigation.Documents;
        if (!await keeper.BeginAttemptAsync(episode, RecoveryCause.RendererExited, attempt, delay) || view.IsClosed)
        {
            GiveUpLoad();
            return await loaded;
        }

        // What the app has begun since, or an earlier attempt, brings the page back as well and is not disturbed.
        await view.Navigation.WhenDocumentIsThereAsync();
        if (keeper.IsCurrent(episode) && view.Navigation.Documents == documents)
        {
            view.Scrolling.RestoreInNextDocument(scroll);
            if (!keeper.TryShowAgain(view))
            {
                LoadAgain(view);
            }
        }

        return await loaded;
    }

    private static void LoadAgain(View view)
    {
        if (view.Navigation.ShownContent is { } content)
        {
            view.Navigation.NavigateToString(content);
        }
        else if (!view.Navigation.HasContent && view.Frames.Main.Navigation is { } first)
        {
            // There is nothing to reload.
            view.Navigation.Navigate(first.Url);
        }
        else if (view.Navigation.IsPosted)
        {
            // Loaded again, it would be sent again; nobody was asked whether that is wanted.
            view.Navigation.Navigate(view.Documents.Source);
        }
        else
        {
            view.Navigation.Reload();
        }
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task NavigateFramesAsync(View view, ProcessFailure failure)
    {
        int episode = keeper.Begin();
        (int attempt, TimeSpan? delay) = _frames.Next();
        if (delay is not { } wait)
        {
            keeper.OnGaveUp(RecoveryCause.FrameRendererExited, attempt);
            return;
        }

        keeper.OnAttempt();
        if (!await keeper.BeginAttemptAsync(episode, RecoveryCause.FrameRendererExited, attempt, wait) || view.IsClosed)
        {
            return;
        }

        foreach (FrameState frame in failure.FrameIds.Select(id => view.Frames.TryFind(id, out FrameState? found) ? found : null).OfType<FrameState>())
        {
            view.Page.Post(new Page.NavigateCommand(frame.Url) { FrameId = frame.Id });
        }

        _frames.OnRecovered();
        keeper.OnRecovered(RecoveryCause.FrameRendererExited, attempt, isLoaded: true);
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task EndHangAsync(View view)
    {
        try
        {
            await (options.UnresponsiveAction == UnresponsiveAction.EndScript ? view.Responsiveness.EndScriptAsync() : view.Responsiveness.EndRendererAsync());
        }
        catch (COMException refused) when (refused.HResult == HResults.Fail)
        {
            // The page is told unresponsive again if it is, and then this is tried again.
            _unresponsive = options.UnresponsiveCount - 1;
            OrielEventSource.Log.CallDropped(refused.Message);
        }
    }

    private void OnResponsive(object? sender, EventArgs e) => _unresponsive = 0;
}
