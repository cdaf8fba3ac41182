using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Oriel.Client.Errors;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Environments;
using Oriel.Core.Features.Navigation;
using Oriel.Core.Features.Processes;
using Oriel.Core.Features.Views;

namespace Oriel.Recovery;

/// <summary>
/// Looks after one view of the app's, which is one <see cref="View"/> after the other. Everything runs on the view's thread. What it does is an episode; whatever happens next ends it, so each step after an await asks
/// whether its episode still goes on.
/// </summary>
internal sealed class ViewKeeper : IViewWatcher
{
    private readonly ViewRecovery _owner;
    private readonly EnvironmentKeeper _environment;
    private readonly RendererRecovery _renderer;
    private ViewSnapshot? _snapshot;

    /// <summary>What the present view was created to show, until it has been shown.</summary>
    private ViewSnapshot? _unshown;
    private int _episode;

    /// <summary>A view is being closed to be replaced; not by the app.</summary>
    private bool _isClosing;
    private bool _isOver;

    internal ViewKeeper(ViewRecovery owner, View view, EnvironmentKeeper environment, RecoveryOptions options)
    {
        _owner = owner;
        _environment = environment;
        _renderer = new RendererRecovery(this, options);
        Options = options;
        View = view;
        Dispatcher = view.Dispatcher;
        Watch(view);
        environment.Add(this);
    }

    internal RecoveryOptions Options { get; }

    internal UiDispatcher Dispatcher { get; }

    internal Additions Additions { get; } = new();

    /// <summary>The present one; it is closed while the next is awaited.</summary>
    internal View View { get; private set; }

    internal bool IsRecovering { get; private set; }

    internal EventHandler<RecoveryStartingEventArgs>? RecoveryStarting { get; set; }

    internal EventHandler<ControllerReplacedEventArgs>? ControllerReplaced { get; set; }

    internal EventHandler<RecoveredEventArgs>? Recovered { get; set; }

    internal EventHandler<RecoveryGaveUpEventArgs>? GaveUp { get; set; }

    internal EventHandler<BrowserExitRequestedEventArgs>? BrowserExitRequested { get; set; }

    public void OnFailure(ProcessFailure failure) => _renderer.OnFailure(View, failure);

    public void OnBrowserLost()
    {
        int episode = Begin();
        _snapshot = ViewSnapshot.Of(View, Options.MaxHistoryEntries);
        if (Options.RecreatesController)
        {
            IsRecovering = true;
            Dispatcher.Observe(ReopenAsync(episode, _environment.WhenGoneAsync(View.Identity.BrowserProcessId), RecoveryCause.BrowserExited));
        }
    }

    public void OnGone() => End();

    public void OnClosedByApp()
    {
        if (!_isClosing)
        {
            End();
        }
    }

    /// <summary>Looks after nothing any more. The view stays as it is.</summary>
    internal void End()
    {
        if (!_isOver)
        {
            _isOver = true;
            Begin();
            _environment.Remove(this);
            if (View.Watcher == this)
            {
                View.Watcher = null;
            }

            _renderer.Forget(View);
        }
    }

    /// <summary>Tries once more, from the beginning.</summary>
    internal void Retry()
    {
        if (_isOver)
        {
            return;
        }

        if (View.IsClosed && !IsRecovering)
        {
            _snapshot ??= ViewSnapshot.Of(View, Options.MaxHistoryEntries);
            _environment.Forgive();
            IsRecovering = true;
            Dispatcher.Observe(ReopenAsync(Begin(), Task.FromResult(_environment.StartOver()), RecoveryCause.BrowserExited));
        }
        else if (!View.IsClosed && View.Failures.IsPageLost)
        {
            _renderer.Retry(View);
        }
    }

    /// <summary>Asks the app whether the view may be closed for a while. Any thread.</summary>
    /// <returns>Null if it may; else why not.</returns>
    internal Task<string?> AskAsync(BrowserExitPurpose purpose, string hostName, int hostProcessId)
    {
        TaskCompletionSource<string?> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Dispatcher.Post(new EnvironmentCallback(() =>
        {
            BrowserExitRequestedEventArgs args = new(purpose, hostName, hostProcessId);
            if (!_isOver)
            {
                Raise(BrowserExitRequested, args);
            }

            answer.SetResult(args.Cancel ? args.Reason ?? "the app did not say why." : null);
        }));
        return answer.Task;
    }

    /// <summary>Closes the view, and opens it again when the browser was gone. Any thread.</summary>
    /// <returns>Complete when it is back; with what kept it from coming back.</returns>
    internal Task ReleaseAsync(Task<Reopening> over)
    {
        TaskCompletionSource returned = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Dispatcher.Post(new EnvironmentCallback(() =>
        {
            if (_isOver || (View.IsClosed && !IsRecovering))
            {
                returned.SetResult();
                return;
            }

            int episode = Begin();
            if (!View.IsClosed)
            {
                _snapshot = ViewSnapshot.Of(View, Options.MaxHistoryEntries);
                CloseToReplace(View);
            }

            IsRecovering = true;
            Dispatcher.Observe(ReturnAsync(episode, over, returned));
        }));
        return returned.Task;
    }

    internal void Raise<TArgs>(EventHandler<TArgs>? handlers, TArgs args) => EventRaiser.Raise(handlers, _owner, args, Dispatcher, () => _isOver);

    /// <summary>Tells the app of an attempt, and lets time go by.</summary>
    /// <returns>False if the app does not want it, or something else has happened meanwhile.</returns>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    internal async Task<bool> BeginAttemptAsync(int episode, RecoveryCause cause, int attempt, TimeSpan delay)
    {
        RecoveryStartingEventArgs args = new(cause, attempt, delay);
        Raise(RecoveryStarting, args);
        if (args.Cancel || !IsCurrent(episode))
        {
            IsRecovering &= !IsCurrent(episode);
            return false;
        }

        if (delay > TimeSpan.Zero)
        {
            _ = await Dispatcher.Marshal(DelayAsync(delay));
        }

        return IsCurrent(episode);
    }

    /// <summary>What went on before is over.</summary>
    internal int Begin()
    {
        int episode = ++_episode;
        _renderer.GiveUpLoad();
        return episode;
    }

    internal bool IsCurrent(int episode) => episode == _episode && !_isOver;

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    private async Task<bool> DelayAsync(TimeSpan delay)
    {
        await Task.Delay(delay, Options.TimeProvider).ConfigureAwait(false);
        return true;
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Who waits for the view's return is told.")]
    private async Task ReturnAsync(int episode, Task<Reopening> over, TaskCompletionSource returned)
    {
        try
        {
            if (await ReopenAsync(episode, over, RecoveryCause.BrowserRestarted) is { } failure)
            {
                returned.SetException(failure);
            }
            else
            {
                returned.SetResult();
            }
        }
        catch (Exception failure)
        {
            returned.SetException(failure);
        }
    }

    /// <summary>Creates the view anew, in as many attempts as it takes.</summary>
    /// <returns>Why it was given up, if it was.</returns>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever keeps a view from coming back is told by GaveUp, when no attempt is left.")]
    private async Task<Exception?> ReopenAsync(int episode, Task<Reopening> decided, RecoveryCause cause)
    {
        Exception? failure = null;
        Reopening? reopening = null;
        try
        {
            reopening = await Dispatcher.Marshal(decided);
        }
        catch (Exception e)
        {
            failure = e;
        }

        while (IsCurrent(episode))
        {
            if (reopening?.Delay is not { } delay)
            {
                IsRecovering = false;
                Raise(GaveUp, new RecoveryGaveUpEventArgs(cause, reopening?.Attempt ?? 0, failure));
                return failure;
            }

            if (!await BeginAttemptAsync(episode, cause, reopening.Attempt, delay))
            {
                return null;
            }

            try
            {
                await OpenAsync(episode, reopening, cause);
                return null;
            }
            catch (OperationCanceledException) when (!IsCurrent(episode))
            {
                return null;
            }
            catch (Exception e)
            {
                failure = e;

                // Documented: what fails so fails again.
                reopening = e.HResult == HResults.InvalidState ? reopening with { Delay = null } : _environment.After(reopening);
            }
        }

        return null;
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task OpenAsync(int episode, Reopening reopening, RecoveryCause cause)
    {
        ViewSnapshot snapshot = _snapshot!;
        if (reopening.ForgetsCredentials)
        {
            snapshot.ForgetCredentials();
        }

        View view = await ControllerFactory.CreateViewAsync(reopening.Group, snapshot.Request, Dispatcher);
        try
        {
            await snapshot.ApplyAsync(view);
            await Additions.ApplyAsync(view);
        }
        catch
        {
            view.Close();
            throw;
        }

        if (!IsCurrent(episode))
        {
            view.Close();
            return;
        }

        // What the app does with the old one means nothing any more.
        View.Watcher = null;
        View = view;
        Watch(view);
        _environment.OnRecovered();
        Raise(ControllerReplaced, new ControllerReplacedEventArgs(cause, view.Controller, reopening.Group.Environment!));
        if (IsCurrent(episode) && !view.IsClosed)
        {
            Task<bool?> loaded = _renderer.NextLoadAsync(view, NavigationFeature.NextId());
            _unshown = snapshot;
            bool? isLoaded = snapshot.Navigate(view) ? await loaded : true;
            if (IsCurrent(episode) && !(isLoaded is null && _renderer.TryReload(view)))
            {
                OnRecovered(cause, reopening.Attempt, isLoaded is true);
            }
        }
    }

    /// <summary>Begins anew what a view that was created anew has never got to show.</summary>
    internal bool TryShowAgain(View view) => _unshown?.Navigate(view) is true;

    internal void OnRecovered(RecoveryCause cause, int attempt, bool isLoaded)
    {
        _unshown = null;
        IsRecovering = false;
        Raise(Recovered, new RecoveredEventArgs(cause, attempt, isLoaded));
    }

    internal void OnAttempt() => IsRecovering = true;

    internal void OnGaveUp(RecoveryCause cause, int attempts)
    {
        IsRecovering = false;
        Raise(GaveUp, new RecoveryGaveUpEventArgs(cause, attempts, exception: null));
    }

    private void Watch(View view)
    {
        view.Watcher = this;
        view.Scrolling.Begin();
        _renderer.Watch(view);
    }

    private void CloseToReplace(View view)
    {
        _isClosing = true;
        view.Close();
        _isClosing = false;
    }
}
