using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Oriel.Tour.Drawing;
using Oriel.Tour.Hosts;
using Oriel.Tour.Site;

namespace Oriel.Tour.Steps;

/// <summary>What the steps hand on to each other, and the end of it all: whatever a step has begun is ended here, also when one failed.</summary>
internal sealed class TourState(Stage stage, string artifacts, IReadOnlyList<string> titles) : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("oriel-tour-");
    private readonly List<HostClient> _hosts = [];
    private readonly HashSet<int> _seen = [];
    private readonly Channel<(HostClient Host, HostLine Line)> _news = Channel.CreateUnbounded<(HostClient Host, HostLine Line)>();

    internal Stage Stage { get; } = stage;

    internal string Screenshot { get; } = Path.Combine(artifacts, "tour.png");

    internal SiteServer Site { get; } = SiteServer.Start();

    /// <summary>The user data folder of Host A and Host B.</summary>
    internal string SharedFolder => Path.Combine(_folder.FullName, "shared");

    /// <summary>The user data folder of Host C.</summary>
    internal string ApartFolder => Path.Combine(_folder.FullName, "apart");

    internal IReadOnlyList<HostClient> Hosts => _hosts;

    internal HostClient HostA => _hosts[0];

    internal HostClient HostB => _hosts[1];

    internal HostClient HostC => _hosts[2];

    internal HostLine.Opened? FirstView { get; set; }

    internal HostLine.Opened? SecondView { get; set; }

    internal HostLine.Exchanged? Exchange { get; set; }

    internal BrowserGroupMap? Shared { get; private set; }

    internal BrowserGroupMap? Apart { get; private set; }

    /// <summary>Those of all steps, in their order.</summary>
    internal IReadOnlyList<string> Titles { get; } = titles;

    internal List<StepResult> Results { get; } = [];

    /// <summary>Every process of the browsers and brokers that any map has shown.</summary>
    internal IReadOnlyCollection<int> Seen => _seen;

    internal HostClient StartHost(string name, string userDataFolder)
    {
        HostClient host = HostClient.Start(name, userDataFolder, (teller, line) => _news.Writer.TryWrite((teller, line)));
        _hosts.Add(host);
        return host;
    }

    /// <summary>What the hosts say of processes, shown as it comes, until as many lines are there as must come.</summary>
    /// <exception cref="TourException">They do not come.</exception>
    internal async Task<IReadOnlyList<(HostClient Host, HostLine Line)>> ShowNewsAsync(int count, CancellationToken cancellation)
    {
        List<(HostClient Host, HostLine Line)> news = [];
        while (news.Count < count)
        {
            try
            {
                news.Add(await _news.Reader.ReadAsync(cancellation).AsTask().WaitAsync(s_patience, cancellation));
                Stage.Happened(NewsLine.Of(news[^1].Host, news[^1].Line));
            }
            catch (TimeoutException)
            {
                throw new TourException($"Of {count} things that the hosts should have said, {news.Count} came within {s_patience.TotalSeconds} seconds.");
            }
        }

        return news;
    }

    internal void Remember(BrowserGroupMap shared, BrowserGroupMap? apart = null)
    {
        Shared = shared;
        Apart = apart ?? Apart;
        _seen.UnionWith(shared.ProcessIds.Concat(apart?.ProcessIds ?? []));
    }

    internal void RemoveFolder()
    {
        if (Directory.Exists(_folder.FullName))
        {
            _folder.Delete(recursive: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // All at once: a browser ends with the last view of all its hosts, and each host waits for that.
        await Task.WhenAll(_hosts.Select(static host => host.DisposeAsync().AsTask()));
        await Site.DisposeAsync();
        RemoveFolder();
    }
}
