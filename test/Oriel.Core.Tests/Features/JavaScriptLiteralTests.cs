using System.Text;
using Oriel.Core.Features.Script;
using Xunit;

namespace Oriel.Core.Tests.Features;

public sealed class JavaScriptLiteralTests
{
    [Theory]
    [InlineData("", "\"\"")]
    [InlineData("plain", "\"plain\"")]
    [InlineData("a\"b\\c", "\"a\\\"b\\\\c\"")]
    [InlineData("line\nend\r\0", "\"line\\nend\\u000d\\u0000\"")]
    [InlineData("\u2028\u2029", "\"\\u2028\\u2029\"")]
    [InlineData("日本 😀", "\"日本 😀\"")]
    [InlineData("</script>", "\"</script>\"")]
    public void Text_becomes_a_literal_of_itself(string text, string expected) => Assert.Equal(expected, Literal(text));

    [Fact]
    public void Lone_surrogates_are_named_not_lost()
    {
        Assert.Equal("\"\\ud800\"", Literal("\ud800"));
        Assert.Equal("\"\\udc00x\"", Literal("\udc00x"));
        Assert.Equal("\"\\ud800\\ud800\"", Literal("\ud800\ud800"));
    }

    private static string Literal(string text)
    {
        StringBuilder builder = new();
        JavaScriptLiteral.Append(builder, text);
        return builder.ToString();
    }
}
