using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Oriel.Conformance.Support;
using Oriel.TestKit.Hosts;
using Oriel.TestKit.Processes;
using Xunit;

namespace Oriel.Conformance.Lifetimes;

/// <summary>The broker is there as long as any app is, so it must cost next to nothing.</summary>
public sealed class BrokerMemoryTests : HostTests
{
    private const int Hosts = 10;
    private const int ViewsOfEach = 5;
    private const int LimitInKilobytes = 15 * 1024;

    [Fact]
    public async Task With_ten_hosts_and_fifty_views_it_stays_below_fifteen_megabytes()
    {
        HostEnvironment[] environments = await Task.WhenAll(Enumerable.Range(0, Hosts).Select(_ => StartEnvironmentAsync()));
        HostView[] views = await Task.WhenAll(environments.SelectMany(environment =>
            Enumerable.Range(0, ViewsOfEach).Select(i => environment.CreateViewAsync(name: $"view {i}", cancellation: Bound))));
        await Task.WhenAll(views.Select(view => view.OpenAsync("data:text/html,<p>some content</p>", Bound)));

        string resident = ProcessTable.ReadStatus(Broker().Id, "VmRSS")!;

        Assert.Single(views.Select(view => view.BrowserProcessId).Distinct());
        Assert.InRange(int.Parse(resident.Split(' ')[0], CultureInfo.InvariantCulture), 1, LimitInKilobytes);
    }
}
