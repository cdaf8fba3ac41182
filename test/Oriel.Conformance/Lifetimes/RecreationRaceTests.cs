using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Oriel.TestKit.Hosts;
using Oriel.TestKit.Processes;
using Xunit;

namespace Oriel.Conformance.Lifetimes;

/// <summary>
/// Four processes lose their views and want new ones, over and over: all at the same instant, without a pause, while broker and browser of
/// the round before are on their way out, killed, or half gone. Every one of them gets a view that works, at the first attempt.
/// </summary>
public sealed class RecreationRaceTests : HostTests
{
    private const int Processes = 4;

    /// <summary>A round takes half a second, a browser's start. ORIEL_RACE_ROUNDS says another number.</summary>
    private const int UsualRounds = 200;

    private readonly List<(HostEnvironment Environment, HostView View)> _hosts = [];
    private Task<HostEnvironment> _spare = Task.FromResult<HostEnvironment>(null!);
    private int _lastView;

    private protected override TimeSpan Patience => TimeSpan.FromSeconds(30 + (10 * Rounds));

    private static int Rounds =>
        int.TryParse(Environment.GetEnvironmentVariable("ORIEL_RACE_ROUNDS"), NumberStyles.None, CultureInfo.InvariantCulture, out int rounds) ? rounds : UsualRounds;

    [Fact, Behaviour(8), Behaviour(29), Behaviour(4)]
    public async Task A_view_can_be_created_again_at_any_moment()
    {
        HostEnvironment[] environments = await Task.WhenAll(Enumerable.Range(0, Processes).Select(_ => StartEnvironmentAsync()));
        _spare = StartEnvironmentAsync();
        _hosts.AddRange(await Task.WhenAll(environments.Select(CreateAsync)));
        for (int round = 0; round < Rounds; round++)
        {
            try
            {
                await RunAsync(round);
            }
            catch (HostFailureException failure)
            {
                Assert.Fail($"Round {round}: {failure.Type} 0x{failure.HResult:X8} {failure.Message}");
            }
        }

        await _spare;
    }

    private async Task RunAsync(int round)
    {
        switch (round % 6)
        {
            case 0:
                // The last one to close ends the browser while the first ones want the next already.
                await RecreateAsync(host => host.View.CloseAsync(Bound));
                break;
            case 1:
                ProcessTable.Send(Broker().Id, Signal.Kill);
                await RecreateAsync(_ => Task.CompletedTask);
                break;
            case 2:
                // All views closed first: nobody is left to keep the browser.
                await Task.WhenAll(_hosts.Select(host => host.View.CloseAsync(Bound)));
                await RecreateAsync(_ => Task.CompletedTask);
                break;
            case 3:
                ProcessTable.Send(Broker().Id, Signal.Kill);
                ProcessTable.Send(_hosts[0].View.BrowserProcessId, Signal.Kill);
                await RecreateAsync(_ => Task.CompletedTask);
                break;
            case 4:
                // Whoever asks at once asks a broker that has not noticed yet.
                ProcessTable.Send(_hosts[0].View.BrowserProcessId, Signal.Kill);
                await RecreateAsync(_ => Task.CompletedTask);
                break;
            default:
                // The others close at the instant at which the last holder is killed.
                Task killed = _hosts[^1].Environment.App.KillAsync();
                _hosts.RemoveAt(_hosts.Count - 1);
                HostEnvironment spare = await _spare;
                Task<(HostEnvironment, HostView)> replacement = CreateAsync(spare);
                _spare = StartEnvironmentAsync();
                await RecreateAsync(host => host.View.CloseAsync(Bound));
                _hosts.Add(await replacement);
                await killed;
                break;
        }

        Assert.Single(_hosts.Select(host => host.View.BrowserProcessId).Distinct());
        Broker();
    }

    /// <summary>Each on its own, none waits for another.</summary>
    private async Task RecreateAsync(Func<(HostEnvironment Environment, HostView View), Task> leaveAsync)
    {
        (HostEnvironment, HostView)[] created = await Task.WhenAll(_hosts.Select(async host =>
        {
            await leaveAsync(host);
            return await CreateAsync(host.Environment);
        }));
        _hosts.Clear();
        _hosts.AddRange(created);
    }

    private async Task<(HostEnvironment Environment, HostView View)> CreateAsync(HostEnvironment environment)
    {
        HostView view = await environment.CreateViewAsync(name: $"view {System.Threading.Interlocked.Increment(ref _lastView)}", cancellation: Bound);
        Assert.Equal("2", await view.RunScriptAsync("1 + 1", Bound));
        return (environment, view);
    }
}
