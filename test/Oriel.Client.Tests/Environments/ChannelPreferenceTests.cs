using Oriel.Client.Environments;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Client.Tests.Environments;

public sealed class ChannelPreferenceTests
{
    [Theory, Behaviour(16)]
    [InlineData(15, false, "Stable Beta Dev Canary")]
    [InlineData(15, true, "Canary Dev Beta Stable")]
    [InlineData(11, false, "Stable Beta Canary")]
    [InlineData(3, true, "Beta Stable")]
    [InlineData(8, true, "Canary")]
    [InlineData(0, false, "")]
    public void Channels_are_tried_in_the_documented_order(int mask, bool leastStableFirst, string expected)
    {
        Assert.Equal(expected, string.Join(' ', new ChannelPreference(mask, leastStableFirst).InOrder()));
    }

    [Theory, Behaviour(14), Behaviour(15)]
    [InlineData("0,2", "Stable Dev")]
    [InlineData("2,0", "Stable Dev")]
    [InlineData("3", "Canary")]
    [InlineData(" 1 , 3 ", "Beta Canary")]
    [InlineData("7,1", "Stable Beta")]
    [InlineData("beta", "Stable")]
    [InlineData("-1", "Stable")]
    [InlineData("1,,", "Stable Beta")]
    public void The_variable_replaces_the_channels_and_takes_invalid_entries_for_stable(string value, string expected)
    {
        using var folder = new TemporaryFolder();
        HostContext host = FakeHost.In(folder, ("WEBVIEW2_RELEASE_CHANNELS", value));

        Assert.Equal(expected, string.Join(' ', new ChannelPreference(15, LeastStableFirst: false).WithOverridesOf(host).InOrder()));
    }

    [Theory, Behaviour(14)]
    [InlineData("1", false, true)]
    [InlineData("0", true, false)]
    [InlineData("", true, true)]
    [InlineData("later", true, true)]
    public void The_variable_turns_the_order_round(string value, bool asked, bool expected)
    {
        using var folder = new TemporaryFolder();
        HostContext host = FakeHost.In(folder, ("WEBVIEW2_CHANNEL_SEARCH_KIND", value));

        Assert.Equal(expected, new ChannelPreference(15, asked).WithOverridesOf(host).LeastStableFirst);
    }
}
