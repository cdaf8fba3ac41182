using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Oriel.Client.Sessions;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Navigation;

/// <summary>Ends navigations whose request the browser has lost with its network service.</summary>
/// <remarks>
/// Before the browser holds a request for us it asks the network service for the cookies of it, and when an app answers with Set-Cookie it hands these over first. If the service ends meanwhile, the browser gets no
/// answer and does not notice: the navigation neither goes on nor fails, and what the page is asked is held back until it ends. No event tells those requests from others that are under way, which go on in the next service. So
/// whatever could be concerned is given <see cref="Bound"/>, which is a thousand times what it needs; then it is stopped, and ends as navigations do that an app stops.
/// </remarks>
internal sealed class LostRequests(View view)
{
    /// <summary>How long a request that is well may take from the end of the network service to being held.</summary>
    internal static readonly TimeSpan Bound = TimeSpan.FromSeconds(2);

    /// <summary>A timer that comes this late says that nobody could do anything meanwhile, and then all get the time again.</summary>
    private static readonly TimeSpan s_usualDelay = TimeSpan.FromSeconds(1);

    /// <summary>What is begun before the browser has noticed that the service is gone is lost, too; so there is a second round for what comes in the first.</summary>
    private const int Rounds = 2;

    private const string World = "oriel-stop";

    private int _rounds;
    private bool _isWatching;

    /// <summary>The network service has ended, in whichever way.</summary>
    internal void OnNetworkServiceExited()
    {
        _rounds = Rounds;
        if (!_isWatching)
        {
            view.Dispatcher.Observe(WatchAsync());
        }
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task WatchAsync()
    {
        _isWatching = true;
        try
        {
            for (; _rounds > 0 && !view.IsClosed; _rounds--)
            {
                Task? revival = view.Navigation.Revival.UnderWay;
                List<(FrameState Frame, NavigationState State)> suspects = FindSuspects();
                await WaitAsync();
                if (!view.IsClosed)
                {
                    End(suspects.FindAll(suspect => IsSuspect(suspect.Frame, suspect.State)), revival is { IsCompleted: false });
                }
            }
        }
        finally
        {
            _isWatching = false;
        }
    }

    /// <summary>Until the time has passed and the browser, which may be busy, has answered something after that.</summary>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task WaitAsync()
    {
        long start;
        do
        {
            start = Stopwatch.GetTimestamp();
            await view.Dispatcher.Marshal(Task.WhenAny(Task.Delay(Bound)));
        }
        while (Stopwatch.GetElapsedTime(start) > Bound + s_usualDelay && !view.IsClosed);

        if (!view.IsClosed)
        {
            await ViewTarget.HearFromBrowserAsync(view.Page);
        }
    }

    private List<(FrameState Frame, NavigationState State)> FindSuspects() =>
        [.. view.Frames.All.SelectMany(frame => frame.TakeOpen().Where(state => IsSuspect(frame, state)).Select(state => (frame, state)))];

    /// <summary>What the browser has held and nobody has answered waits for the app; what has been let go is the network's, and fails with it.</summary>
    private static bool IsSuspect(FrameState frame, NavigationState state) =>
        frame.IsOpen(state) && !state.IsCommitted && NavigationUri.GoesOverTheNetwork(state.Url) && state.Request is null or { IsAnsweredByApp: true };

    private void End(List<(FrameState Frame, NavigationState State)> lost, bool isRevivalLost)
    {
        if (isRevivalLost || lost.Exists(suspect => suspect.State.Session is not { } session || IsHeldBack(session, suspect.Frame)))
        {
            view.Page.Post(default(Page.StopLoadingCommand));
            return;
        }

        foreach ((FrameState frame, NavigationState state) in lost)
        {
            view.Dispatcher.Observe(StopAsync(state.Session!, frame));
        }
    }

    /// <summary>Whether nothing reaches the frame's document, because it is the outermost of its session and waits for the next. Then all of the page is stopped.</summary>
    private bool IsHeldBack(CdpSession session, FrameState frame) => view.Frames.IsMain(frame.Id) || view.Target.FindFrame(frame.Id) == session;

    /// <summary>Stops one frame alone: there is a command for the whole page only.</summary>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private static async Task StopAsync(CdpSession session, FrameState frame)
    {
        Page.CreateIsolatedWorldResult world = await session.SendAsync<Page.CreateIsolatedWorldCommand, Page.CreateIsolatedWorldResult>(
            new Page.CreateIsolatedWorldCommand(frame.Id) { WorldName = World });
        session.Post(new Runtime.EvaluateCommand("stop()") { ContextId = world.ExecutionContextId, Silent = true });
    }
}
