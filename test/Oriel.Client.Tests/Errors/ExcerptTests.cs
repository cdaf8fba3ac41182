using Oriel.Client.Errors;
using Xunit;

namespace Oriel.Client.Tests.Errors;

public sealed class ExcerptTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("short", "short")]
    [InlineData("two\r\nlines\0", "two\\u000d\\u000alines\\u0000")]
    public void Short_text_is_shown_whole_and_on_one_line(string text, string expected)
    {
        Assert.Equal(expected, Excerpt.Of(text));
    }

    [Fact]
    public void Long_text_is_cut()
    {
        Assert.Equal(new string('a', 80), Excerpt.Of(new string('a', 80)));
        Assert.Equal(new string('a', 80) + '…', Excerpt.Of(new string('a', 5_000_000)));
    }
}
