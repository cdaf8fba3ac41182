using System;
using System.Collections;
using System.Linq;
using Microsoft.Web.WebView2.Core;
using Oriel.Core.Features;
using Xunit;

namespace Oriel.Core.Tests.Api;

public sealed class CoreWebView2HttpHeadersTests
{
    [Fact]
    public void Request_headers_are_set_found_and_removed()
    {
        var headers = new CoreWebView2HttpRequestHeaders(HeaderList.Parse("Accept: a"));

        headers.SetHeader("accept", "b");
        headers.SetHeader("X-New", "c");
        headers.RemoveHeader("x-new");

        Assert.Equal("b", headers.GetHeader("Accept"));
        Assert.False(headers.Contains("X-New"));
        Assert.Throws<ArgumentException>(() => headers.GetHeader("X-New"));
        Assert.Single((IEnumerable)headers);
    }

    [Fact]
    public void Response_headers_are_appended_and_found_one_by_one()
    {
        var headers = new CoreWebView2HttpResponseHeaders(HeaderList.Parse("Set-Cookie: a=1"));

        headers.AppendHeader("Set-Cookie", "b=2");
        headers.AppendHeader("Date", "today");

        Assert.Equal("a=1", headers.GetHeader("set-cookie"));
        Assert.True(headers.Contains("date"));
        using CoreWebView2HttpHeadersCollectionIterator cookies = headers.GetHeaders("set-cookie");
        Assert.True(cookies.MoveNext() && cookies.MoveNext());
        Assert.Equal("b=2", cookies.Current.Value);
        Assert.Equal(["Set-Cookie", "Set-Cookie", "Date"], headers.Select(header => header.Key));
        Assert.Throws<ArgumentException>(() => headers.AppendHeader("X", "a\r\nY: b"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("relative/path")]
    [InlineData("/rooted/path")]
    [InlineData("//example.org/")]
    [InlineData("1:2")]
    public void A_request_refuses_a_uri_without_scheme_and_keeps_the_one_it_had(string uri)
    {
        CoreWebView2WebResourceRequest request = Request();

        Assert.Throws<ArgumentException>(() => request.Uri = uri);
        Assert.Throws<ArgumentNullException>(() => request.Uri = null!);
        Assert.Equal("https://example.org/", request.Uri);

        request.Uri = "data:,x";
        Assert.Equal("data:,x", request.Uri);
    }

    [Theory]
    [InlineData("")]
    [InlineData("GET /")]
    [InlineData("GET\r\nX: y")]
    public void A_request_refuses_a_method_that_is_no_token_and_keeps_the_one_it_had(string method)
    {
        CoreWebView2WebResourceRequest request = Request();

        Assert.Throws<ArgumentException>(() => request.Method = method);
        Assert.Throws<ArgumentNullException>(() => request.Method = null!);
        Assert.Equal("GET", request.Method);

        request.Method = "PATCH";
        Assert.Equal("PATCH", request.Method);
    }

    private static CoreWebView2WebResourceRequest Request() =>
        new("https://example.org/", "GET", content: null, new CoreWebView2HttpRequestHeaders(new HeaderList()));
}
