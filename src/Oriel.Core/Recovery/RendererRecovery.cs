using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
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

    internal void OnFailure(View view, ProcessFailure failure)
    {
        switch (failure.Kind)
        {
            case Kind.RenderProcessExited when options.ReloadsPage:
                _unresponsive = 0;
                view.Dispatcher.Observe(ReloadAsync(view, view.Scrolling.Position));
                break;
            case Kind.FrameRenderProcessExited when options.NavigatesFailedFrames:
                view.Dispatcher.Observe(NavigateFramesAsync(view, failure));
                break;
            case Kind.RenderProcessUnresponsive when options.UnresponsiveAction != UnresponsiveAction.None && ++_unresponsive >= options.UnresponsiveCount:
                _unresponsive = 0;
                EndHang(view);
                break;
        }
    }

    internal void Retry(View view)
    {
        _page.Reset();
        view.Dispatcher.Observe(ReloadAsync(view, view.Scrolling.Position));
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

    /// <returns>
    /// Whether the next navigation that ends has succeeded, one that is given up for another not counted; null if it came to nothing without the app's doing: the renderer that it was for has ended, and the browser may say no more of that. It may have been begun
    /// before: where a page is being loaded already, the browser takes no second request to do so. Never complete if the view is closed, or loses its renderer, before.
    /// </returns>
    internal static Task<bool?> NextLoadAsync(View view)
    {
        TaskCompletionSource<bool?> completed = new();
        int refusals = view.Navigation.Refusals;
        void OnCompleted(object? sender, CoreWebView2NavigationCompletedEventArgs e)
        {
            bool isAborted = e.WebErrorStatus == CoreWebView2WebErrorStatus.OperationCanceled;
            if (!view.Failures.IsPageLost && !(isAborted && (view.Navigation.IsAsking || view.Frames.Main.Navigation?.Id != e.NavigationId)))
            {
                view.Navigation.Completed -= OnCompleted;
                completed.TrySetResult(isAborted && view.Navigation.Refusals == refusals ? null : e.IsSuccess);
            }
        }

        view.Navigation.Completed += OnCompleted;
        return completed.Task;
    }

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
            Task<bool?> loaded = NextLoadAsync(view);
            int documents = view.Navigation.Documents;
            if (!await keeper.BeginAttemptAsync(episode, RecoveryCause.RendererExited, attempt, wait) || view.IsClosed)
            {
                return;
            }

            // What the app has begun since, or an earlier attempt, brings the page back as well and is not disturbed.
            await view.Navigation.WhenDocumentIsThereAsync();
            if (!keeper.IsCurrent(episode))
            {
                return;
            }

            if (view.Navigation.Documents == documents)
            {
                view.Scrolling.RestoreInNextDocument(scroll);
                LoadAgain(view);
            }

            isLoaded = await loaded;
            if (!keeper.IsCurrent(episode) || view.IsClosed || view.Failures.IsPageLost)
            {
                return;
            }
        }

        _page.OnRecovered();
        keeper.OnRecovered(RecoveryCause.RendererExited, attempt, isLoaded.Value);
    }

    private static void LoadAgain(View view)
    {
        if (view.Navigation.ShownContent is { } content)
        {
            view.Navigation.NavigateToString(content);
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

    private void EndHang(View view)
    {
        if (options.UnresponsiveAction == UnresponsiveAction.EndScript)
        {
            view.Dispatcher.Observe(view.Responsiveness.EndScriptAsync());
        }
        else
        {
            view.Responsiveness.EndRenderer();
        }
    }

    private void OnResponsive(object? sender, EventArgs e) => _unresponsive = 0;
}
