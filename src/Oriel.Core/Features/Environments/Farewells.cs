using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using Oriel.Client.Connections;

namespace Oriel.Core.Features.Environments;

/// <summary>
/// Views that are being told on their own threads that their browser is gone. What comes after that in an environment's life waits for them; but not for ever for a thread that runs no
/// callbacks any more.
/// </summary>
internal sealed class Farewells
{
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly List<Waiting> _waiting = [];
    private int _open;

    internal void Begin()
    {
        lock (_lock)
        {
            _open++;
        }
    }

    internal void End()
    {
        Waiting[] over = [];
        lock (_lock)
        {
            if (--_open == 0)
            {
                over = [.. _waiting];
                _waiting.Clear();
            }
        }

        foreach (Waiting waiting in over)
        {
            waiting.Go();
        }
    }

    /// <summary>Runs <paramref name="action"/>, on whichever thread, when everyone is told who is to be told now.</summary>
    internal void WhenOver(Action action)
    {
        Waiting waiting = new(action);
        lock (_lock)
        {
            if (_open > 0)
            {
                waiting.Bound(s_bound);
                _waiting.Add(waiting);
                return;
            }
        }

        waiting.Go();
    }

    [SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "It is disposed of when it is over.")]
    private sealed class Waiting(Action action)
    {
        private Action? _action = action;
        private Patience? _patience;

        internal void Bound(TimeSpan bound) => _patience = new Patience(bound, Go);

        /// <summary>The first time counts.</summary>
        internal void Go()
        {
            _patience?.Dispose();
            Interlocked.Exchange(ref _action, null)?.Invoke();
        }
    }
}
