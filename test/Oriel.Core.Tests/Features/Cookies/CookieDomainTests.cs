using Oriel.Core.Features.Cookies;
using Xunit;

namespace Oriel.Core.Tests.Features.Cookies;

public sealed class CookieDomainTests
{
    [Theory]
    [InlineData("example.org", true)]
    [InlineData(".example.org", true)]
    [InlineData("localhost", true)]
    [InlineData("a_b.example.org", true)]
    [InlineData("bücher.example", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("[::1]", true)]
    [InlineData("", false)]
    [InlineData(".", false)]
    [InlineData("..example.org", false)]
    [InlineData("example.org:80", false)]
    [InlineData("example.org/", false)]
    [InlineData("https://example.org", false)]
    [InlineData("example org", false)]
    [InlineData("exa\nmple.org", false)]
    [InlineData("user@example.org", false)]
    public void A_host_alone_is_a_domain(string domain, bool expected) => Assert.Equal(expected, CookieDomain.IsHost(domain));

    [Theory]
    [InlineData("Example.ORG", "example.org")]
    [InlineData(".Example.ORG", ".example.org")]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("[0:0::1]", "[::1]")]
    [InlineData("no host/At all", "no host/At all")]
    [InlineData("", "")]
    public void It_is_written_as_the_browser_writes_it(string domain, string expected) => Assert.Equal(expected, CookieDomain.Canonical(domain));

    [Theory]
    [InlineData("example.org", "example.org", true)]
    [InlineData("example.org", "www.example.org", false)]
    [InlineData(".example.org", "example.org", true)]
    [InlineData(".example.org", "www.example.org", true)]
    [InlineData(".example.org", "a.b.example.org", true)]
    [InlineData(".example.org", "badexample.org", false)]
    [InlineData(".www.example.org", "example.org", false)]
    [InlineData("", "example.org", false)]
    public void A_dot_in_front_covers_the_hosts_below(string domain, string host, bool expected) => Assert.Equal(expected, CookieDomain.Covers(domain, host));
}
