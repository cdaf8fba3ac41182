using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Chaos.Judging;
using Oriel.TestKit;
using Oriel.TestKit.Site;

namespace Oriel.Chaos.World;

/// <summary>Four hosts with five views each, on two folders that all of them use.</summary>
internal sealed class ChaosWorld : IAsyncDisposable
{
    private const int HostCount = 4;
    private const int ViewsPerHost = 5;

    /// <summary>These are never hit, so that it can be seen what a long life costs.</summary>
    private const int LongLived = 2;

    private readonly Ledger _ledger;
    private readonly TimeSpan _patience;
    private readonly TestSite _site = new();
    private readonly ChaosFolder[] _folders = [new("left", new TempFolder("left")), new("right", new TempFolder("right"))];
    private readonly ChaosHost[] _hosts = new ChaosHost[HostCount];

    internal ChaosWorld(Ledger ledger, TimeSpan patience)
    {
        _ledger = ledger;
        _patience = patience;
        _site.Map("/page", request => SiteResponse.Html($"<!doctype html>{ChaosView.Echo}<iframe src='{_site.Url("/frame", "frame.localhost")}{request.Target[request.Path.Length..]}'></iframe>"));
        _site.Page("/frame", "<!doctype html>frame");
    }

    internal IReadOnlyList<ChaosFolder> Folders => _folders;

    internal IReadOnlyList<ChaosHost> Hosts => _hosts;

    internal IEnumerable<ChaosHost> MortalHosts => _hosts.Skip(LongLived);

    internal IEnumerable<ChaosHost> LongLivedHosts => _hosts.Take(LongLived);

    internal IEnumerable<ChaosView> Views => _hosts.SelectMany(static host => host.Views);

    internal IEnumerable<ChaosView> ViewsOf(ChaosFolder folder) => Views.Where(view => view.Folder == folder);

    internal IEnumerable<string> EnvironmentsOf(ChaosFolder folder) => _hosts.Select(host => host.EnvironmentOf(folder));

    internal int BrowserOf(ChaosFolder folder) => ViewsOf(folder).First().Browser;

    internal CancellationToken Bound() => new CancellationTokenSource(_patience).Token;

    internal Task BeginAsync() => Task.WhenAll(Enumerable.Range(0, HostCount).Select(StartHostAsync));

    /// <summary>A host that was ended is followed by another.</summary>
    internal async Task ReplaceAsync(ChaosHost host, TestKit.Processes.Signal signal)
    {
        await host.EndedAsync(signal);
        await StartHostAsync(host.Number);
    }

    /// <summary>Makes the views anew that a browser took along.</summary>
    internal async Task RestoreAsync(ChaosFolder folder)
    {
        folder.LostGpus = 0;
        await Task.WhenAll([.. _hosts.Select(host => host.RestoreAsync(folder, Bound()))]);
    }

    /// <summary>Every view can be used.</summary>
    internal async Task VerifyUsableAsync() => await Task.WhenAll(Views.Select(async view =>
    {
        try
        {
            await view.TalkAsync(Bound());
        }
        catch (Exception e)
        {
            _ledger.Violate($"{view.Name} cannot be used: {e.Message}");
            throw;
        }
    }));

    /// <summary>Ends the hosts. Their folders are gone after it, and so is everybody who used them, or this throws.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_hosts.Where(static host => host is not null).Select(static host => host.DisposeAsync().AsTask()));
        foreach (ChaosFolder folder in _folders)
        {
            await TestKit.Processes.ProcessTable.WaitUntilNobodyNamesAsync(folder.Folder.Path, _patience);
            foreach (string left in Directory.EnumerateFileSystemEntries(Path.Combine(folder.Path, "EBWebView"), "Singleton*"))
            {
                _ledger.Violate($"not removed: the lock {left}");
            }

            await folder.Folder.DisposeAsync();
        }

        await _site.DisposeAsync();
    }

    private async Task StartHostAsync(int number)
    {
        ChaosHost host = await ChaosHost.StartAsync(number, _folders, _ledger, _site, Bound());
        for (int i = 0; i < ViewsPerHost; i++)
        {
            // Each host has more views on one folder than on the other.
            await host.AddViewAsync(_folders[(number + i) % _folders.Length], Bound());
        }

        _hosts[number] = host;
    }
}
