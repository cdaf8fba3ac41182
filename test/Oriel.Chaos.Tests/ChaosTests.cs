using System;
using System.Threading.Tasks;
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
}
