using System.Collections.Generic;
using System.Linq;
using Oriel.Broker.Chromium;
using Oriel.Ipc.Rendezvous;
using Xunit;

namespace Oriel.Broker.Tests;

public sealed class LaunchArgumentsTests
{
    [Fact]
    public void Features_of_both_sides_stand_in_one_switch()
    {
        List<string> arguments = Compose("--disable-features=A,BackForwardCache", "--disable-features=B", "--enable-features=C", "--disable-blink-features=D");
        string disabled = Assert.Single(arguments, static argument => argument.StartsWith("--disable-features", System.StringComparison.Ordinal));
        string[] names = disabled["--disable-features=".Length..].Split(',');
        Assert.Superset(new HashSet<string> { "A", "B", "BackForwardCache" }, new HashSet<string>(names));
        Assert.Equal(names.Distinct(), names);
        Assert.Contains("--enable-features=C", arguments);
        Assert.Contains("--disable-blink-features=D,AutomationControlled", arguments);
        Assert.DoesNotContain(Compose(), static argument => argument.EndsWith('='));
    }

    [Theory]
    [InlineData("--user-data-dir=/elsewhere")]
    [InlineData("--remote-debugging-port=9222")]
    [InlineData("--remote-debugging-pipe")]
    [InlineData("--ozone-platform=x11")]
    [InlineData("--headless=new")]
    [InlineData("http://example.invalid/")]
    public void What_the_broker_depends_on_cannot_be_taken_from_it(string argument)
    {
        List<string> arguments = Compose(argument);
        Assert.DoesNotContain(argument, arguments);
        Assert.Single(arguments, static other => other.StartsWith("--user-data-dir=", System.StringComparison.Ordinal));
        Assert.Contains("--user-data-dir=/folder/EBWebView", arguments);
        Assert.Contains("--remote-debugging-pipe=cbor", arguments);
    }

    [Fact]
    public void Of_a_switch_that_is_given_twice_the_last_counts_and_the_host_wins_over_what_is_usual()
    {
        List<string> arguments = Compose("--window-size=1,1", "--lang=de", "--window-size=2,2", "--no-pings");
        Assert.Equal("--window-size=2,2", Assert.Single(arguments, static argument => argument.StartsWith("--window-size", System.StringComparison.Ordinal)));
        Assert.Contains("--lang=de", arguments);
        Assert.Single(arguments, static argument => argument == "--no-pings");
        Assert.Equal("/browser", arguments[0]);
    }

    [Fact]
    public void A_browser_with_a_display_takes_its_sizes_from_there()
    {
        List<string> arguments = LaunchArguments.Compose("/browser", [], new UserDataPaths("/folder"), hasDisplay: true);
        Assert.Contains("--ozone-platform=x11", arguments);
        Assert.DoesNotContain("--ozone-platform=headless", arguments);
        Assert.DoesNotContain(arguments, static argument => argument.StartsWith("--ozone-override-screen-size", System.StringComparison.Ordinal));
        Assert.Contains("--ozone-platform=headless", Compose());
    }

    private static List<string> Compose(params string[] hostArguments) => LaunchArguments.Compose("/browser", hostArguments, new UserDataPaths("/folder"), hasDisplay: false);
}
