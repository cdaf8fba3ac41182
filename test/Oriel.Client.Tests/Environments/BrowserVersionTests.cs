using System;
using Oriel.Client.Environments;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Client.Tests.Environments;

public sealed class BrowserVersionTests
{
    [Theory, Behaviour(26)]
    [InlineData("156.0.8078.79", "156.0.8078.79", 0)]
    [InlineData("99.0.0.0", "100.0.0.0", -1)]
    [InlineData("156.0.8078.100", "156.0.8078.99", 1)]
    [InlineData("156.1.0.0", "156.0.9999.9", 1)]
    [InlineData("156.0.1.2 beta", "156.0.1.2", 0)]
    [InlineData("156.0.1.2 canary", "156.0.1.3 dev", -1)]
    [InlineData("4294967295.0.0.0", "1.0.0.0", 1)]
    public void Versions_compare_by_number_and_without_their_channel(string version1, string version2, int expected)
    {
        Assert.Equal(expected, BrowserVersion.Compare(version1, version2));
        Assert.Equal(-expected, BrowserVersion.Compare(version2, version1));
    }

    [Theory, Behaviour(26)]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("beta")]
    [InlineData("156")]
    [InlineData("156.0.1")]
    [InlineData("156.0.1.2.3")]
    [InlineData("156.0.1.")]
    [InlineData("156.0.-1.2")]
    [InlineData("156.0.1.2beta")]
    [InlineData(" 156.0.1.2")]
    [InlineData("156.0.1.4294967296")]
    public void What_is_no_version_is_refused_by_name_and_code(string? version)
    {
        var e = Assert.Throws<ArgumentException>("version2", () => BrowserVersion.Compare("1.2.3.4", version));

        Assert.Equal(unchecked((int)0x80070057), e.HResult);
        Assert.Contains(version is null ? "null" : $"'{version}'", e.Message, StringComparison.Ordinal);
    }
}
