using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Connections;
using Oriel.Client.Environments;
using Oriel.Client.Sessions;
using Oriel.Core.Diagnostics;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Processes;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;
using Oriel.Recovery;

namespace Oriel.Core.Features.Environments;

/// <summary>
/// What an environment stands for: a user data folder with its settings, and the browser of it, while one of this environment's views
/// needs it. A browser that has ended is followed by a new one when the next view is created.
/// </summary>
/// <remarks>Views may be created on several UI threads, so what they share is under a lock; nothing is called out of it.</remarks>
internal sealed class BrowserGroup
{
    /// <summary>A browser that dies whenever a view is wanted must not be started for ever; one that was just ending costs one attempt.</summary>
    private const int MostAttempts = 5;

    private readonly Lock _lock = new();
    private readonly List<View> _views = [];
    private readonly Farewells _farewells = new();
    private Task<BrowserLink>? _link;

    internal BrowserGroup(EnvironmentSettings settings, UiDispatcher dispatcher)
    {
        Settings = settings;
        Dispatcher = dispatcher;
        Versions = new VersionWatch(this);
    }

    internal EnvironmentSettings Settings { get; }

    /// <summary>The thread the environment was created on, where its own events are raised.</summary>
    internal UiDispatcher Dispatcher { get; }

    internal VersionWatch Versions { get; }

    internal EventHandler<CoreWebView2BrowserProcessExitedEventArgs>? BrowserProcessExited { get; set; }

    internal EventHandler<object>? ProcessInfosChanged { get; set; }

    /// <summary>The public object; set once, by its constructor.</summary>
    internal CoreWebView2Environment? Environment { get; set; }

    /// <summary>What looks after the views, if the app wants that. Set once, on any thread.</summary>
    internal EnvironmentKeeper? Keeper { get; set; }

    internal string VersionString => EnvironmentChoices.VersionOf(Settings.Browser);

    internal string UserDataFolder => Settings.UserDataFolder.Path;

    internal string FailureReportFolder => Settings.UserDataFolder.FailureReportFolder;

    /// <summary>The gate of the environment's own members.</summary>
    /// <exception cref="InvalidOperationException">Wrong thread.</exception>
    internal BrowserGroup Enter(string member) =>
        Dispatcher.IsOwnThread ? this : throw ThreadErrors.WrongThread(nameof(CoreWebView2Environment), member, Dispatcher.ThreadId);

    /// <summary>Creates a view that belongs to the calling thread.</summary>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    internal async Task<View> CreateViewAsync(ViewRequest request, UiDispatcher viewDispatcher)
    {
        for (int attempt = 1; ; attempt++)
        {
            BrowserLink? link = null;
            try
            {
                link = await viewDispatcher.Marshal(LinkAsync());
                link.Begin();
                BrokerDomain.CreateViewResult made = await link.Connection.SendAsync<BrokerDomain.CreateViewCommand, BrokerDomain.CreateViewResult>(
                    link.Connection.BrowserSession,
                    new BrokerDomain.CreateViewCommand(
                        request.Profile.Value, request.IsInPrivate, request.Bounds.Width, request.Bounds.Height, request.Display, System.Environment.GetEnvironmentVariable("XAUTHORITY")),
                    viewDispatcher,
                    CreationBounds.View);
                return await OpenAsync(link, made, request, viewDispatcher);
            }
            catch (ConnectionClosedException closed) when (attempt < MostAttempts && IsOnItsWayOut(closed.Reason))
            {
                // The broker or its browser was ending, or was ended, when we asked: the next one is asked instead.
            }
            catch (BrokerUnavailableException unavailable)
            {
                throw EnvironmentErrors.FromUnavailable(unavailable);
            }
            catch (TimeoutException late)
            {
                throw EnvironmentErrors.FromTimeout(late, UserDataFolder);
            }
            catch (CdpException refused)
            {
                throw EnvironmentErrors.FromBroker(refused);
            }
            catch (ConnectionClosedException closed)
            {
                throw EnvironmentErrors.FromLostConnection(closed);
            }
            finally
            {
                link?.End();
            }
        }
    }

    internal void CloseView(View view)
    {
        lock (_lock)
        {
            _views.Remove(view);
        }

        view.Link.Connection.BrowserSession.Post(new BrokerDomain.CloseViewCommand(view.Identity.ViewId));
    }

    /// <summary>The processes of the group with their frames, as the broker finds them out; null while no browser runs for this environment.</summary>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    internal async Task<GroupProcesses?> GetProcessesAsync(UiDispatcher caller)
    {
        Task<BrowserLink>? current;
        lock (_lock)
        {
            current = _link;
        }

        if (current is not { IsCompletedSuccessfully: true })
        {
            return null;
        }

        BrowserLink link = await current;
        return new GroupProcesses(
            link.BrokerProcessId,
            await link.Connection.SendAsync<BrokerDomain.GetProcessesCommand, BrokerDomain.GetProcessesResult>(link.Connection.BrowserSession, default, caller));
    }

    /// <summary>The processes of the browser; none while no browser runs for this environment.</summary>
    internal IReadOnlyList<CoreWebView2ProcessInfo> GetProcessInfos()
    {
        lock (_lock)
        {
            return _link is { IsCompletedSuccessfully: true } link ? link.GetAwaiter().GetResult().Processes.Read() : [];
        }
    }

    /// <summary>Any thread.</summary>
    internal void OnProcessesChanged()
    {
        if (ProcessInfosChanged is not null)
        {
            Dispatcher.Post(new EnvironmentCallback(
                () => EventRaiser.Raise(ProcessInfosChanged, Environment!, (object)null!, Dispatcher), "CoreWebView2Environment.ProcessInfosChanged"));
        }
    }

    /// <summary>All views, whichever thread they belong to. Any thread.</summary>
    internal View[] AllViews()
    {
        lock (_lock)
        {
            return [.. _views];
        }
    }

    /// <summary>The link's connection ended. Its views are lost, each on its own thread.</summary>
    /// <param name="link">Which.</param>
    /// <param name="reason">What their members say from now on.</param>
    /// <param name="isFailure">Whether the views' ProcessFailed is raised.</param>
    internal void OnLinkClosed(BrowserLink link, ConnectionClosedException reason, bool isFailure)
    {
        OrielEventSource.Log.ConnectionEnded(reason.Message);
        lock (_lock)
        {
            if (_link is { IsCompletedSuccessfully: true } current && ReferenceEquals(current.GetAwaiter().GetResult(), link))
            {
                _link = null;
            }
        }

        link.Processes.OnBrowserGone();
        View[] lost;
        lock (_lock)
        {
            lost = [.. _views.FindAll(view => ReferenceEquals(view.Link, link))];
            _views.RemoveAll(view => ReferenceEquals(view.Link, link));
        }

        // How the browser ended nobody says any more.
        ProcessFailure? failure = isFailure ? ProcessFailures.OfBrowser(new ProcessEnd()) : null;
        foreach (View view in lost)
        {
            _farewells.Begin();
            Lose(view, reason, failure);
        }
    }

    /// <summary>A view has gone by itself: with its page, or because the browser failed.</summary>
    internal void OnViewClosed(BrowserLink link, BrokerDomain.ViewClosedEvent e)
    {
        View? lost;
        lock (_lock)
        {
            lost = _views.Find(view => ReferenceEquals(view.Link, link) && view.Identity.ViewId == e.ViewId);
            _ = lost is not null && _views.Remove(lost);
        }

        if (lost is not null)
        {
            _farewells.Begin();
            ProcessEnd.Read(e.ExitStatus, e.Signal, FailureReportFolder, e.Dump, end =>
                Lose(lost, new InvalidOperationException(e.Reason), e.IsBrowserLost ? ProcessFailures.OfBrowser(end) : null));
        }
    }

    /// <summary>A view's page is in another window now.</summary>
    internal void OnWindowChanged(BrowserLink link, BrokerDomain.WindowChangedEvent e)
    {
        if (Find(link, e.ViewId) is { } view)
        {
            view.Dispatcher.Post(new ViewCallback(view, () => view.Window.OnWindowChanged(e.Window)));
        }
    }

    /// <summary>A key was pressed or released in a view's window.</summary>
    internal void OnKey(BrowserLink link, BrokerDomain.AcceleratorKeyEvent e)
    {
        if (Find(link, e.ViewId) is { } view)
        {
            view.Dispatcher.Post(new ViewCallback(view, () => view.Keys.OnKey(e)));
        }
    }

    private View? Find(BrowserLink link, string viewId)
    {
        lock (_lock)
        {
            return _views.Find(view => ReferenceEquals(view.Link, link) && view.Identity.ViewId == viewId);
        }
    }

    /// <summary>A process of the browser is gone, which concerns all its views.</summary>
    internal void OnProcessExited(BrowserLink link, BrokerDomain.ProcessExitedEvent e)
    {
        View[] concerned;
        lock (_lock)
        {
            concerned = [.. _views.FindAll(view => ReferenceEquals(view.Link, link))];
        }

        if (ProcessFailures.IsNetworkService(e.Process.Type, e.Process.Description))
        {
            link.Cookies.OnNetworkServiceExited();
            foreach (View view in concerned)
            {
                view.Dispatcher.Post(new ViewCallback(view, view.Navigation.LostRequests.OnNetworkServiceExited));
            }
        }

        if (e.IsExpected || !ProcessFailures.IsToldOf(e.Process.Type))
        {
            return;
        }

        link.HasLostSandboxHelper |= ProcessFailures.IsSandboxHelper(e.Process.Type);
        ProcessEnd.Read(e.ExitStatus, e.Signal, FailureReportFolder, e.Dump, end =>
        {
            ProcessFailure failure = ProcessFailures.OfProcess(e.Process.Type, e.Process.Description, end)!;
            foreach (View view in concerned)
            {
                view.Dispatcher.Post(new ViewCallback(view, () => view.Failures.Raise(failure)));
            }
        });
    }

    /// <summary>The browser and every process of it are gone. An app that is told so finds its views closed, and has been told of each.</summary>
    internal void OnBrowserExited(int processId, bool failed) => _farewells.WhenOver(() =>
    {
        if (Dispatcher.HasEnded)
        {
            // The environment has nobody any more to be told; views on other threads may.
            Keeper?.OnExited(processId);
            return;
        }

        Dispatcher.Post(new EnvironmentCallback(() =>
        {
            CoreWebView2BrowserProcessExitKind kind = failed ? CoreWebView2BrowserProcessExitKind.Failed : CoreWebView2BrowserProcessExitKind.Normal;
            EventRaiser.Raise(BrowserProcessExited, Environment!, new CoreWebView2BrowserProcessExitedEventArgs(kind, (uint)processId), Dispatcher);
            Keeper?.OnExited(processId);
        }));
    });

    /// <summary>Ends a farewell that has begun.</summary>
    private void Lose(View view, Exception reason, ProcessFailure? failure)
    {
        view.Dispatcher.Post(new EnvironmentCallback(() =>
        {
            try
            {
                if (failure is null)
                {
                    view.Lose(reason);
                }
                else
                {
                    view.Fail(reason, failure);
                }
            }
            finally
            {
                _farewells.End();
            }
        }));
    }

    private static bool IsOnItsWayOut(CloseReason reason) => reason is CloseReason.BrowserExited or CloseReason.BrokerLost or CloseReason.ClosedByHost;

    private Task<BrowserLink> LinkAsync()
    {
        lock (_lock)
        {
            if (_link is null or { IsFaulted: true } or { IsCanceled: true }
                || (_link.IsCompletedSuccessfully && _link.GetAwaiter().GetResult().Connection.IsClosed))
            {
                _link = BrowserLink.OpenAsync(this);
            }

            return _link;
        }
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    private async Task<View> OpenAsync(BrowserLink link, BrokerDomain.CreateViewResult made, ViewRequest request, UiDispatcher viewDispatcher)
    {
        link.BrowserProcessId = made.BrowserPid;
        if (viewDispatcher.SourceLoop is { } loop)
        {
            link.Connection.ReceiveOn(loop);
        }

        Task<Browser.GetVersionResult> version = link.Connection.SendAsync<Browser.GetVersionCommand, Browser.GetVersionResult>(
            link.Connection.BrowserSession, default, viewDispatcher, CreationBounds.View);
        ViewIdentity identity = new(made.ViewId, request.Profile.IsDefault ? ProfileName.DefaultDirectory : request.Profile.Value, request.IsInPrivate, made.ProfilePath, made.BrowserPid, made.BrowserContextId);
        View view = new(this, link, identity, viewDispatcher, request.IsComposed);
        view.Frames.MainNumber = (uint)made.FrameNumber;
        lock (_lock)
        {
            _views.Add(view);
        }

        try
        {
            view.Window.Begin(request, made.Window);
            view.Background.Begin(request.Background);
            CdpSession page = link.Connection.AddSession(made.SessionId, made.TargetId, viewDispatcher);
            await view.Target.ShowAsync(page, made.TargetId).WaitAsync(CreationBounds.View);
            view.Settings.Begin((await version).UserAgent);
        }
        catch
        {
            // Nobody will ever close it.
            view.Close();
            throw;
        }

        return view;
    }
}
