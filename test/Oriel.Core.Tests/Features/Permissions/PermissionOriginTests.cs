using System;
using Oriel.Core.Features.Permissions;
using Xunit;

namespace Oriel.Core.Tests.Features.Permissions;

public sealed class PermissionOriginTests
{
    [Theory]
    [InlineData("https://www.example.com", "https://www.example.com")]
    [InlineData("https://www.example.com/app1/index.html/?a#b", "https://www.example.com")]
    [InlineData("HTTPS://WWW.Example.com:443/", "https://www.example.com")]
    [InlineData("http://a.localhost:8080/x", "http://a.localhost:8080")]
    [InlineData("http://user:password@127.0.0.1/", "http://127.0.0.1")]
    [InlineData("https://[::1]:8443/", "https://[::1]:8443")]
    [InlineData("https://bücher.example/", "https://xn--bcher-kva.example")]
    public void It_is_written_as_the_browser_writes_it(string origin, string expected) => Assert.Equal(expected, PermissionOrigin.Parse(origin, "origin"));

    [Theory]
    [InlineData("")]
    [InlineData("www.example.com")]
    [InlineData("/path")]
    [InlineData("https:///path")]
    [InlineData("file:///path")]
    [InlineData("data:text/html,x")]
    [InlineData("about:blank")]
    [InlineData("https://*.example.com")]
    [InlineData("https://a b")]
    public void What_has_no_scheme_or_no_host_is_none(string origin)
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => PermissionOrigin.Parse(origin, "origin"));
        Assert.Equal(unchecked((int)0x80070057), refused.HResult);
    }
}
