using System;
using System.Threading.Tasks;
using Oriel.Chaos.Windows;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Chaos.Tests;

/// <summary>Short runs of test/Oriel.Chaos. A failure prints its seed, and everything that was done and told.</summary>
public sealed class ChaosTests
{
    [Theory]
    [Behaviour(41), Behaviour(42), Behaviour(48), Behaviour(52), Behaviour(63)]
    [InlineData(42)]
    public async Task Each_fault_is_told_once_to_whom_it_concerns_and_all_goes_on_and_nothing_is_left(int seed)
    {
        ChaosReport report = await new ChaosRun(new ChaosOptions(seed, TimeSpan.FromSeconds(60), MostFaults: 20)).RunAsync();

        Assert.True(report.IsGood, report.ToString());
        Assert.NotEqual(0, report.Faults);
    }

    [Theory]
    [InlineData(42)]
    public async Task Whatever_hosts_do_to_windows_at_the_same_time_the_screen_is_as_they_say_and_nothing_is_left(int seed)
    {
        ChaosReport report = await new WindowRun(new ChaosOptions(seed, TimeSpan.FromSeconds(25), MostFaults: 250)).RunAsync();

        Assert.True(report.IsGood, report.ToString());
        Assert.True(report.Faults > 50, report.ToString());
    }
}
