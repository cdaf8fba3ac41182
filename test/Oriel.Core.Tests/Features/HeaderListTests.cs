using System;
using System.Collections.Generic;
using System.Linq;
using Oriel.Core.Features;
using Xunit;

namespace Oriel.Core.Tests.Features;

public sealed class HeaderListTests
{
    [Fact]
    public void Names_are_found_whatever_their_case_and_keep_the_case_they_came_with()
    {
        var list = new HeaderList();
        list.Append("Content-Type", "text/html");

        Assert.True(list.Contains("CONTENT-TYPE"));
        Assert.Equal("text/html", list.GetFirst("content-type"));
        Assert.Equal("Content-Type", Assert.Single(list.GetAll()).Key);
    }

    [Fact]
    public void Appending_keeps_every_value_in_the_order_of_arrival()
    {
        var list = new HeaderList();
        list.Append("Set-Cookie", "a=1");
        list.Append("Date", "today");
        list.Append("set-cookie", "b=2");

        Assert.Equal("a=1", list.GetFirst("Set-Cookie"));
        Assert.Equal(["a=1", "b=2"], list.GetAll("SET-COOKIE").Select(header => header.Value));
        Assert.Equal(["Set-Cookie", "Date", "set-cookie"], list.GetAll().Select(header => header.Key));
    }

    [Fact]
    public void Setting_takes_the_place_of_the_first_value_and_removes_the_others()
    {
        HeaderList list = HeaderList.Parse("Accept: a\nHost: example.org\naccept: b\nACCEPT: c\nOrigin: null");

        list.Set("Accept", "d");

        Assert.Equal(["Accept=d", "Host=example.org", "Origin=null"], Lines(list));
    }

    [Fact]
    public void Setting_a_header_that_is_not_there_adds_it_at_the_end()
    {
        HeaderList list = HeaderList.Parse("Host: example.org");

        list.Set("X-Test", "");

        Assert.Equal(["Host=example.org", "X-Test="], Lines(list));
    }

    [Fact]
    public void Removing_takes_every_value_and_is_no_error_without_any()
    {
        HeaderList list = HeaderList.Parse("A: 1\nB: 2\na: 3");

        list.Remove("a");
        list.Remove("C");

        Assert.Equal(["B=2"], Lines(list));
    }

    [Fact]
    public void Getting_a_header_that_is_not_there_names_it()
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(() => new HeaderList().GetFirst("X-Missing"));

        Assert.Contains("'X-Missing'", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(unchecked((int)0x80070057), thrown.HResult);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("colon:")]
    [InlineData("line\r\nInjected: yes")]
    [InlineData("nul\0")]
    [InlineData("ümlaut")]
    public void A_name_that_is_no_token_is_refused_and_changes_nothing(string name)
    {
        HeaderList list = HeaderList.Parse("A: 1");

        ArgumentException thrown = Assert.Throws<ArgumentException>(() => list.Append(name, "value"));
        Assert.Throws<ArgumentException>(() => list.Set(name, "value"));

        Assert.Equal("name", thrown.ParamName);
        Assert.DoesNotContain('\n', thrown.Message.Split(" (Parameter")[0]);
        Assert.Equal(["A=1"], Lines(list));
    }

    [Theory]
    [InlineData("value\r\nInjected: yes", "U+000D at index 5")]
    [InlineData("\n", "U+000A at index 0")]
    [InlineData("a\0", "U+0000 at index 1")]
    public void A_value_that_could_end_its_line_is_refused_and_the_place_is_named(string value, string place)
    {
        HeaderList list = HeaderList.Parse("A: 1");

        ArgumentException thrown = Assert.Throws<ArgumentException>(() => list.Set("A", value));
        Assert.Throws<ArgumentException>(() => list.Append("A", value));

        Assert.Equal("value", thrown.ParamName);
        Assert.Contains("'A'", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(place, thrown.Message, StringComparison.Ordinal);
        Assert.Equal(["A=1"], Lines(list));
    }

    [Fact]
    public void Null_is_refused_everywhere()
    {
        var list = new HeaderList();

        Assert.Throws<ArgumentNullException>("name", () => list.Append(null!, "value"));
        Assert.Throws<ArgumentNullException>("value", () => list.Append("name", null!));
        Assert.Throws<ArgumentNullException>("name", () => list.Set(null!, "value"));
        Assert.Throws<ArgumentNullException>("value", () => list.Set("name", null!));
        Assert.Throws<ArgumentNullException>("name", () => list.Remove(null!));
        Assert.Throws<ArgumentNullException>("name", () => list.Contains(null!));
        Assert.Throws<ArgumentNullException>("name", () => list.GetFirst(null!));
        Assert.Throws<ArgumentNullException>("name", () => list.GetAll(null!));
    }

    [Fact]
    public void Lines_are_read_with_either_line_end_and_without_the_space_around_values()
    {
        HeaderList list = HeaderList.Parse("Content-Type: text/html\r\nX-Empty:\nX-Tab:\t1 2\t\r\nX-Colon: a:b\r\n");

        Assert.Equal(["Content-Type=text/html", "X-Empty=", "X-Tab=1 2", "X-Colon=a:b"], Lines(list));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK")]
    [InlineData(": no name")]
    [InlineData("no colon")]
    [InlineData(" Folded: yes")]
    public void Lines_that_are_no_headers_are_left_out(string? lines)
    {
        Assert.Empty(HeaderList.Parse(lines).GetAll());
    }

    private static IEnumerable<string> Lines(HeaderList list) => list.GetAll().Select(header => $"{header.Key}={header.Value}");
}
