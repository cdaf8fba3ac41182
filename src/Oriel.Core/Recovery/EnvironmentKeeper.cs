using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Client.Environments;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Environments;
using Oriel.Protocol.Cdp;

namespace Oriel.Recovery;

/// <summary>
/// Decides once for all views of an environment that lose their browser, on whichever threads they live: when the browser is gone, after what time the next attempt is made and whether one is. It goes over to the next
/// environment when one takes the place of another.
/// </summary>
/// <remarks>Any thread; what is shared is under a lock, and nothing is called out of it.</remarks>
internal sealed class EnvironmentKeeper
{
    private static readonly Lock s_making = new();

    private readonly Lock _lock = new();
    private readonly List<ViewKeeper> _views = [];
    private readonly ExitParticipant _participant;

    /// <summary>Who waits for the end of a browser, by its process id.</summary>
    private readonly Dictionary<int, TaskCompletionSource<Reopening>> _waiting = [];
    private Backoff? _backoff;
    private Reopening? _last;
    private int _gone;

    private EnvironmentKeeper(BrowserGroup group)
    {
        Group = group;
        _participant = new ExitParticipant(this);
        Flow = new BrowserExitFlow(this, _participant);
        Public = new EnvironmentRecovery(this);
    }

    internal EnvironmentRecovery Public { get; }

    /// <summary>Makes the folder's browser end for what this environment wants.</summary>
    internal BrowserExitFlow Flow { get; }

    /// <summary>That of the present environment.</summary>
    internal BrowserGroup Group { get; private set; }

    internal EventHandler<EnvironmentReplacedEventArgs>? EnvironmentReplaced { get; set; }

    /// <returns>The one there is, or a new one.</returns>
    internal static EnvironmentKeeper Of(BrowserGroup group)
    {
        lock (s_making)
        {
            return group.Keeper ??= new EnvironmentKeeper(group);
        }
    }

    internal void Add(ViewKeeper view)
    {
        lock (_lock)
        {
            _views.Add(view);
            _backoff ??= new Backoff(view.Options);
        }
    }

    internal void Remove(ViewKeeper view)
    {
        lock (_lock)
        {
            _views.Remove(view);
        }
    }

    internal ViewKeeper[] Views()
    {
        lock (_lock)
        {
            return [.. _views];
        }
    }

    /// <summary>How many views nobody looks after, which so stay open whatever is agreed.</summary>
    internal int CountStrangers() => Group.AllViews().Count(static view => view.Watcher is not ViewKeeper);

    /// <returns>Complete when every process of that browser is gone, and the environment's handlers have returned.</returns>
    internal Task<Reopening> WhenGoneAsync(int browserProcessId)
    {
        if (_participant.WhenOver(browserProcessId) is { } over)
        {
            return over;
        }

        lock (_lock)
        {
            if (!_waiting.TryGetValue(browserProcessId, out TaskCompletionSource<Reopening>? waiting))
            {
                waiting = new TaskCompletionSource<Reopening>(TaskCreationOptions.RunContinuationsAsynchronously);
                _waiting.Add(browserProcessId, waiting);
                if (browserProcessId == _gone)
                {
                    // This one's thread was late to hear of it.
                    waiting.SetResult(Decide());
                }
            }

            return waiting.Task;
        }
    }

    /// <summary>What follows an attempt that failed: the same for all views that made it.</summary>
    internal Reopening After(Reopening failed)
    {
        lock (_lock)
        {
            return failed.Number == _last!.Number ? Decide() : _last;
        }
    }

    /// <summary>An attempt that no failure asks for.</summary>
    internal Reopening StartOver()
    {
        lock (_lock)
        {
            return _last = new Reopening((_last?.Number ?? 0) + 1, Group, Attempt: 1, TimeSpan.Zero);
        }
    }

    /// <summary>The app wants it tried again, however often it has failed.</summary>
    internal void Forgive()
    {
        lock (_lock)
        {
            _backoff?.Reset();
        }
    }

    internal void OnRecovered()
    {
        lock (_lock)
        {
            _backoff?.OnRecovered();
        }
    }

    /// <summary>A browser of the environment and all its processes are gone.</summary>
    internal void OnExited(int browserProcessId)
    {
        lock (_lock)
        {
            foreach (int old in _waiting.Where(static waiting => waiting.Value.Task.IsCompleted).Select(static waiting => waiting.Key).ToArray())
            {
                _waiting.Remove(old);
            }

            _gone = browserProcessId;
            if (_waiting.TryGetValue(browserProcessId, out TaskCompletionSource<Reopening>? waiting))
            {
                waiting.SetResult(Decide());
            }
        }

        _participant.OnExited(browserProcessId);
    }

    internal void OnExitRequested(BrowserLink link, BrokerDomain.ExitRequestedEvent e) => _participant.OnRequested(link, e);

    internal void OnExitBegun(int exitId) => _participant.OnBegun(exitId);

    internal void OnExitCancelled(int exitId) => _participant.OnCancelled(exitId);

    /// <summary>Puts an environment in the place of the present one, and tells the app so, on the thread of both.</summary>
    internal void Replace(EnvironmentSettings settings, BrowserExitPurpose purpose)
    {
        BrowserGroup next = new(settings, Group.Dispatcher) { Keeper = this };
        EnvironmentReplacedEventArgs args = new(purpose, new Microsoft.Web.WebView2.Core.CoreWebView2Environment(next));
        Group = next;
        next.Dispatcher.Post(new EnvironmentCallback(() => EventRaiser.Raise(EnvironmentReplaced, Public, args, next.Dispatcher)));
    }

    private Reopening Decide()
    {
        (int attempt, TimeSpan? delay) = (_backoff ??= new Backoff(new RecoveryOptions())).Next();
        return _last = new Reopening((_last?.Number ?? 0) + 1, Group, attempt, delay);
    }
}
