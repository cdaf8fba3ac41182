using System;
using Oriel.Core.Features.Navigation;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Core.Tests.Features;

public sealed class NavigationUriTests
{
    [Theory]
    [InlineData("https://example.org/")]
    [InlineData("about:blank")]
    [InlineData("data:text/html,x")]
    [InlineData("file:///etc/hostname")]
    [InlineData("HTTP://EXAMPLE.ORG")]
    public void An_absolute_uri_passes(string uri) => NavigationUri.Verify(uri, "uri");

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("example.org")]
    [InlineData("/etc/hostname")]
    [InlineData("//example.org")]
    [InlineData(":x")]
    [InlineData("http://a\r\nb")]
    public void What_is_not_absolute_is_refused_with_the_value(string uri)
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => NavigationUri.Verify(uri, "uri"));
        Assert.Contains("is not an absolute URI", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Behaviour(101)]
    public void Two_mebibytes_pass_and_one_byte_more_does_not()
    {
        NavigationUri.VerifyContent(new string('x', NavigationUri.ContentLimit), "htmlContent");
        Assert.Throws<ArgumentException>(() => NavigationUri.VerifyContent(new string('x', NavigationUri.ContentLimit + 1), "htmlContent"));
        Assert.Throws<ArgumentException>(() => NavigationUri.VerifyContent(new string('ü', (NavigationUri.ContentLimit / 2) + 1), "htmlContent"));
    }

    [Theory]
    [InlineData("https://a/", true)]
    [InlineData("file:///a", true)]
    [InlineData("about:blank", false)]
    [InlineData("DATA:text/html,x", false)]
    [InlineData("blob:http://a/1", false)]
    public void Only_requests_go_over_the_network(string uri, bool expected) => Assert.Equal(expected, NavigationUri.GoesOverTheNetwork(uri));
}
