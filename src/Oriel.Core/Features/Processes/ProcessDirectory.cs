using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.Web.WebView2.Core;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Processes;

/// <summary>The processes of one browser, as its broker tells of them: a list at the beginning, and each start and end.</summary>
/// <remarks>Any thread. The list is asked for when events may come already, so an end that comes before it is remembered until it is there.</remarks>
/// <param name="changed">Called, on any thread, when there is one more or one less.</param>
internal sealed class ProcessDirectory(Action changed)
{
    private readonly Lock _lock = new();
    private readonly List<BrokerDomain.ProcessInfo> _processes = [];
    private readonly HashSet<int> _endedEarly = [];
    private bool _isLoaded;

    /// <summary>Whether the list is there, or need not be asked for any more.</summary>
    internal bool IsLoaded
    {
        get
        {
            lock (_lock)
            {
                return _isLoaded;
            }
        }
    }

    internal void Load(IReadOnlyList<BrokerDomain.ProcessInfo> processes)
    {
        lock (_lock)
        {
            if (_isLoaded)
            {
                return;
            }

            _isLoaded = true;
            foreach (BrokerDomain.ProcessInfo process in processes.Where(process => !_endedEarly.Contains(process.Pid)))
            {
                Add(process);
            }

            _endedEarly.Clear();
        }

        changed();
    }

    internal void OnStarted(BrokerDomain.ProcessInfo process)
    {
        lock (_lock)
        {
            _endedEarly.Remove(process.Pid);
            Add(process);
            if (!_isLoaded)
            {
                return;
            }
        }

        changed();
    }

    internal void OnExited(BrokerDomain.ProcessInfo process)
    {
        lock (_lock)
        {
            _processes.RemoveAll(known => known.Pid == process.Pid);
            if (!_isLoaded)
            {
                _endedEarly.Add(process.Pid);
                return;
            }
        }

        changed();
    }

    /// <summary>The browser is gone, and all of them with it.</summary>
    internal void OnBrowserGone()
    {
        lock (_lock)
        {
            if (_processes.Count == 0)
            {
                return;
            }

            _processes.Clear();
            _isLoaded = true;
        }

        changed();
    }

    internal IReadOnlyList<CoreWebView2ProcessInfo> Read()
    {
        lock (_lock)
        {
            return [.. _processes.Select(static process => new CoreWebView2ProcessInfo(process.Pid, ProcessMapReader.KindOf(process.Type)))];
        }
    }

    private void Add(BrokerDomain.ProcessInfo process)
    {
        _processes.RemoveAll(known => known.Pid == process.Pid);
        if (process.Type == "browser")
        {
            _processes.Insert(0, process);
        }
        else
        {
            _processes.Add(process);
        }
    }
}
