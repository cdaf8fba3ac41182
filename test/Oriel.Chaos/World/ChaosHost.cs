using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Chaos.Judging;
using Oriel.TestKit.Hosts;
using Oriel.TestKit.Site;

namespace Oriel.Chaos.World;

/// <summary>A host process with an environment of each folder and five views. One that was killed is followed by another of the next life.</summary>
internal sealed class ChaosHost : IAsyncDisposable
{
    private static int s_lives;

    private readonly HostApp _app = HostApp.Start();
    private readonly Ledger _ledger;
    private readonly TestSite _site;
    private readonly Dictionary<ChaosFolder, HostEnvironment> _environments = [];
    private readonly ConcurrentDictionary<string, ChaosView> _views = new();
    private readonly Task _reading;
    private bool _isEnded;
    private int _made;

    private ChaosHost(int number, Ledger ledger, TestSite site)
    {
        Number = number;
        Name = $"host{number}.{Interlocked.Increment(ref s_lives)}";
        _ledger = ledger;
        _site = site;
        _reading = ReadAsync();
    }

    internal int Number { get; }

    internal string Name { get; }

    internal int ProcessId => _app.ProcessId;

    internal IEnumerable<ChaosView> Views => _views.Values;

    internal static async Task<ChaosHost> StartAsync(int number, IEnumerable<ChaosFolder> folders, Ledger ledger, TestSite site, CancellationToken bound)
    {
        ChaosHost host = new(number, ledger, site);
        foreach (ChaosFolder folder in folders)
        {
            HostEnvironment environment = await host._app.CreateEnvironmentAsync(folder.Path, name: host.EnvironmentOf(folder), cancellation: bound);
            await environment.ListenAsync("BrowserProcessExited", bound);
            host._environments.Add(folder, environment);
        }

        return host;
    }

    internal string EnvironmentOf(ChaosFolder folder) => $"{Name}.{folder.Name}";

    internal async Task AddViewAsync(ChaosFolder folder, CancellationToken bound)
    {
        string name = $"{Name}.{folder.Name}.{Interlocked.Increment(ref _made)}";
        HostView made = await _environments[folder].CreateViewAsync(name: name, cancellation: bound);
        ChaosView view = new(made, folder, _site);
        _views[name] = view;
        await made.ListenAsync("ProcessFailed", bound);
        await made.ListenAsync("WebMessageReceived", bound);
        await view.OpenAsync(bound);
        await view.TalkAsync(bound);
    }

    /// <summary>Lets the views go whose browser has ended, and makes as many anew.</summary>
    internal async Task RestoreAsync(ChaosFolder folder, CancellationToken bound)
    {
        foreach (ChaosView gone in _views.Values.Where(view => view.Folder == folder).ToArray())
        {
            _views.TryRemove(gone.Name, out _);
            await gone.ForgetAsync(bound);
            await AddViewAsync(folder, bound);
        }
    }

    /// <summary>Which process has which frames of its views.</summary>
    internal async Task<IReadOnlyList<(int Process, string View, bool IsMain)>> MapAsync(ChaosFolder folder, CancellationToken bound)
    {
        JsonArray frames = (await _app.CallAsync("environment.map", new JsonObject { ["environment"] = EnvironmentOf(folder) }, bound))!.AsArray();
        return
        [
            .. from frame in frames
               let uri = frame["uri"]!.GetValue<string>()
               let name = Uri.TryCreate(uri, UriKind.Absolute, out Uri? address) && address.Query.StartsWith("?view=", StringComparison.Ordinal) ? address.Query[6..].Split('&')[0] : null
               where name is not null
               select (frame["pid"]!.GetValue<int>(), name, frame["isMain"]!.GetValue<bool>()),
        ];
    }

    /// <summary>Has the broker look for processes that have started.</summary>
    internal Task LookAsync(ChaosFolder folder, CancellationToken bound) => _app.CallAsync("environment.frames", new JsonObject { ["environment"] = EnvironmentOf(folder) }, bound);

    internal async Task<Footprint> MeasureAsync(CancellationToken bound)
    {
        long memory = (await _app.CallAsync("memory", null, bound))!.GetValue<long>();
        return new Footprint(memory, TestKit.Processes.ProcessTable.CountDescriptors(ProcessId));
    }

    /// <summary>It has been ended by a signal.</summary>
    internal async Task EndedAsync(TestKit.Processes.Signal signal)
    {
        _app.EndedBy = signal;
        await _reading;
        _isEnded = true;
        await _app.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isEnded)
        {
            await _app.DisposeAsync();
            await _reading;
        }
    }

    private async Task ReadAsync()
    {
        while (await _app.ReadEventAsync() is { } told)
        {
            if (told.Name == "WebMessageReceived")
            {
                _views.GetValueOrDefault(told.Source)?.OnMessage(told.Args["message"]!.GetValue<int>());
            }
            else
            {
                _ledger.Add(SeenEvent.From(told, _ledger.Now));
            }
        }
    }
}
