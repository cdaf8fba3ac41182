using System;
using System.Collections.Generic;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Chaos.World;
using Oriel.TestKit.Displays;
using Oriel.TestKit.Hosts;
using Oriel.TestKit.Processes;

namespace Oriel.Chaos.Windows;

/// <summary>A host process whose views are in the app's windows. One that was killed is followed by another of the next life.</summary>
internal sealed class WindowHost(int number, int life) : IAsyncDisposable
{
    private HostApp? _app;
    private HostEnvironment? _environment;
    private int _made;

    internal int Number => number;

    internal string Name => $"host{number}.{life}";

    internal List<SeenView> Views { get; } = [];

    internal string NextName() => $"{Name}.{++_made}";

    internal async Task StartAsync(ChaosFolder folder, TestDisplay display, CancellationToken bound)
    {
        _app = HostApp.Start(new HostOptions { Variables = display.Variables });
        _environment = await _app.CreateEnvironmentAsync(folder.Path, name: Name, cancellation: bound);
    }

    /// <summary>Makes the view that this one describes, as it is from the beginning.</summary>
    internal Task<HostView> CreateAsync(SeenView view, uint parent, CancellationToken bound) =>
        _environment!.CreateViewAsync(new JsonObject { ["parent"] = (int)parent, ["inPrivate"] = view.IsInPrivate }, view.Name, bound);

    internal async Task<Footprint> MeasureAsync(CancellationToken bound)
    {
        long memory = (await _app!.CallAsync("memory", null, bound))!.GetValue<long>();
        return new Footprint(memory, ProcessTable.CountDescriptors(_app.ProcessId));
    }

    internal Task KillAsync() => _app!.KillAsync();

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }
}
