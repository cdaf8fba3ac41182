using System;
using System.Collections;
using System.Collections.Generic;
using Microsoft.Web.WebView2.Core;
using Oriel.Core.Features;
using Xunit;

namespace Oriel.Core.Tests.Api;

public sealed class CoreWebView2HttpHeadersCollectionIteratorTests
{
    [Fact]
    public void It_stands_on_the_first_header_from_the_start()
    {
        CoreWebView2HttpHeadersCollectionIterator iterator = Headers("A: 1\nB: 2").GetIterator();

        Assert.True(iterator.HasCurrentHeader);
        Assert.Equal(new("A", "1"), iterator.Current);
    }

    [Fact]
    public void The_first_move_stays_on_the_first_header_and_later_ones_advance()
    {
        CoreWebView2HttpHeadersCollectionIterator iterator = Headers("A: 1\nB: 2").GetIterator();

        Assert.True(iterator.MoveNext());
        Assert.Equal("A", iterator.Current.Key);
        Assert.True(iterator.MoveNext());
        Assert.Equal("B", iterator.Current.Key);
        Assert.False(iterator.MoveNext());
        Assert.False(iterator.HasCurrentHeader);
        Assert.False(iterator.MoveNext());
    }

    [Fact]
    public void Past_the_last_header_there_is_no_current_one()
    {
        CoreWebView2HttpHeadersCollectionIterator iterator = Headers("A: 1").GetIterator();
        while (iterator.MoveNext())
        {
        }

        Assert.Throws<InvalidOperationException>(() => iterator.Current);
        Assert.Throws<InvalidOperationException>(() => ((IEnumerator)iterator).Current);
    }

    [Fact]
    public void Without_headers_there_is_no_current_one_at_all()
    {
        CoreWebView2HttpHeadersCollectionIterator iterator = Headers("").GetHeaders("A");

        Assert.False(iterator.HasCurrentHeader);
        Assert.Throws<InvalidOperationException>(() => iterator.Current);
        Assert.False(iterator.MoveNext());
    }

    [Fact]
    public void A_loop_gets_every_header_once_even_if_it_changes_them()
    {
        CoreWebView2HttpRequestHeaders headers = Headers("A: 1\nB: 2\nA: 3");
        var seen = new List<string>();

        foreach (KeyValuePair<string, string> header in headers)
        {
            seen.Add($"{header.Key}={header.Value}");
            headers.RemoveHeader(header.Key);
            headers.SetHeader("C", "4");
        }

        Assert.Equal(["A=1", "B=2", "A=3"], seen);
        Assert.Equal([new("C", "4")], headers);
    }

    [Fact]
    public void It_cannot_go_back()
    {
        CoreWebView2HttpHeadersCollectionIterator iterator = Headers("A: 1").GetIterator();

        Assert.Throws<NotSupportedException>(iterator.Reset);
    }

    private static CoreWebView2HttpRequestHeaders Headers(string lines) => new(HeaderList.Parse(lines));
}
