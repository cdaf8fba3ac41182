using System;
using System.Collections.Generic;
using System.Drawing;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Chaos.World;
using Oriel.TestKit;
using Oriel.TestKit.Displays;
using Oriel.TestKit.Processes;
using Oriel.TestKit.Site;

namespace Oriel.Chaos.Windows;

/// <summary>A display with windows of an app, and hosts on one folder that have their views in them.</summary>
internal sealed class WindowWorld : IAsyncDisposable
{
    private const int HostCount = 3;

    private readonly TimeSpan _patience;
    private readonly TestSite _site = new();
    private readonly TempFolder _temp = new("windows");
    private readonly WindowHost[] _hosts = [.. Enumerable.Range(0, HostCount).Select(static number => new WindowHost(number, 0))];
    private readonly ChaosFolder _folder;
    private TestDisplay? _display;
    private DisplayClient? _screen;
    private int _lives;

    internal WindowWorld(TimeSpan patience)
    {
        _patience = patience;
        _folder = new ChaosFolder("data", _temp);
        _site.Map("/page", static request => SiteResponse.Html($"<!doctype html><title>Windows</title><style>html {{ background: #{request.Target[^6..]} }}</style>"));
    }

    internal DisplayClient Screen => _screen!;

    internal IReadOnlyList<WindowHost> Hosts => _hosts;

    /// <summary>The first is never killed, so that it can be seen what a long life costs.</summary>
    internal IEnumerable<WindowHost> MortalHosts => _hosts.Skip(1);

    internal IEnumerable<SeenView> Views => _hosts.SelectMany(static host => host.Views);

    internal List<AppWindow> Windows { get; } = [];

    internal int BrokerDescriptors => ProcessTable.CountDescriptors(_folder.FindBroker()!.Id);

    internal CancellationToken Bound() => new CancellationTokenSource(_patience).Token;

    /// <summary>Starts all. A view of the first host, which nothing is done to, keeps the browser.</summary>
    internal async Task BeginAsync()
    {
        _display = await TestDisplay.StartAsync();
        _display.Enter();
        _screen = new DisplayClient(_display);

        // Where it points at nothing that would show a tooltip.
        _screen.Point(TestDisplay.Width - 1, TestDisplay.Height - 1);
        await Task.WhenAll(_hosts.Select(StartAsync));
        uint corner = await _screen.CreateWindowAsync(new Rectangle(TestDisplay.Width - 80, TestDisplay.Height - 60, 40, 30), Color.Gray);
        SeenView keeper = new("keeper", _hosts[0], Color.Black);
        keeper.Made = await _hosts[0].CreateAsync(keeper, corner, Bound());
    }

    internal Task StartAsync(WindowHost host) => host.StartAsync(_folder, _display!, Bound());

    /// <summary>The one that takes the place of a host that is to be killed.</summary>
    internal WindowHost Succeed(WindowHost host) => _hosts[host.Number] = new WindowHost(host.Number, ++_lives);

    internal string PageOf(SeenView view) => _site.Url(string.Create(CultureInfo.InvariantCulture, $"/page?{view.Color.ToArgb() & 0xFFFFFF:x6}"));

    internal Task<Footprint> MeasureAsync() => _hosts[0].MeasureAsync(Bound());

    /// <summary>Ends the hosts. The folder is gone after it, and so is everybody who used it, or this throws.</summary>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_hosts.Select(static host => host.DisposeAsync().AsTask()));
        IReadOnlyList<ProcessEntry> left = await ProcessTable.WaitUntilNobodyNamesAsync(_temp.Path, _patience);
        await _temp.DisposeAsync();
        _screen?.Dispose();
        _display?.Leave();
        if (_display is not null)
        {
            await _display.DisposeAsync();
        }

        await _site.DisposeAsync();
        if (left.Count > 0)
        {
            throw new InvalidOperationException($"Still running after their hosts have ended: {string.Join(", ", left)}");
        }
    }
}
