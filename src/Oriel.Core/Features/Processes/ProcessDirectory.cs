using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.Web.WebView2.Core;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Processes;

/// <summary>The processes of one browser, as its broker tells of them: those that are there when the host joins, the browser process first, and each start and end from then on.</summary>
/// <remarks>Any thread.</remarks>
/// <param name="changed">Called, on any thread, when there is one more or one less.</param>
internal sealed class ProcessDirectory(Action changed)
{
    private readonly Lock _lock = new();
    private readonly List<BrokerDomain.ProcessInfo> _processes = [];

    internal void OnStarted(BrokerDomain.ProcessInfo process)
    {
        lock (_lock)
        {
            _processes.Add(process);
        }

        changed();
    }

    internal void OnExited(BrokerDomain.ProcessInfo process)
    {
        lock (_lock)
        {
            _processes.RemoveAll(known => known.Pid == process.Pid);
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
}
