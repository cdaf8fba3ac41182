using Oriel.Core.Features.Requests;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Core.Tests.Features.Requests;

public sealed class UriGlobTests
{
    /// <summary>The URIs are as the browser has them: normalised, without a fragment, hosts in punycode.</summary>
    [Theory]
    [Behaviour(117)]
    [InlineData("*", "https://contoso.example/a/b/c", true)]
    [InlineData("*", "", true)]
    [InlineData("", "https://contoso.example/", false)]
    [InlineData("", "", true)]
    [InlineData("*://contoso.example/*", "https://contoso.example/a/b/c", true)]
    [InlineData("*://contoso.example/*", "https://other.example/?https://contoso.example/", true)]
    [InlineData("example", "https://contoso.test/example", false)]
    [InlineData("*example", "https://contoso.test/example", true)]
    [InlineData("*example", "https://contoso.test/path/?example", true)]
    [InlineData("*example", "https://contoso.test/path/?query", false)]
    [InlineData("*example", "https://example/", false)]
    [InlineData("*example/", "https://example/", true)]
    [InlineData("https://xn--qei.example/", "https://xn--qei.example/", true)]
    [InlineData("https://❤.example/", "https://xn--qei.example/", false)]
    [InlineData("https://a.example/?", "https://a.example/x", true)]
    [InlineData("https://a.example/?", "https://a.example/", false)]
    [InlineData("https://a.example/?", "https://a.example/xy", false)]
    [InlineData(@"https://a.example/\?x", "https://a.example/?x", true)]
    [InlineData(@"https://a.example/\?x", "https://a.example/yx", false)]
    [InlineData(@"https://a.example/\*", "https://a.example/*", true)]
    [InlineData(@"https://a.example/\*", "https://a.example/b", false)]
    [InlineData(@"https://a.example/\b", @"https://a.example/\b", true)]
    [InlineData("*a*b*c*", "xxaxxbxxcxx", true)]
    [InlineData("*a*b*c*", "xxaxxcxxbxx", false)]
    [InlineData("**a", "ba", true)]
    [InlineData("a**", "ab", true)]
    [InlineData("A*", "ab", false)]
    public void A_filter_matches_the_whole_uri(string pattern, string uri, bool matches) => Assert.Equal(matches, UriGlob.Matches(pattern, uri));

    [Fact]
    public void Many_stars_do_not_take_for_ever()
    {
        string uri = new('a', 10_000);
        Assert.False(UriGlob.Matches(string.Concat(System.Linq.Enumerable.Repeat("*a", 50)) + "b", uri));
        Assert.True(UriGlob.Matches(string.Concat(System.Linq.Enumerable.Repeat("*a", 50)) + "*", uri));
    }
}
