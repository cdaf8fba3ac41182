using Oriel.Core.Features;
using Xunit;

namespace Oriel.Core.Tests.Features;

public sealed class JsonStringTests
{
    [Theory]
    [InlineData("\"\"", "")]
    [InlineData("\"example\"", "example")]
    [InlineData(" \"space around\"\n", "space around")]
    [InlineData("""
        "\"\\\/\b\f\n\r\t"
        """, "\"\\/\b\f\n\r\t")]
    [InlineData("""
        "a\u00e4\u4e2D\ud83d\ude00z"
        """, "a\u00e4\u4e2d\ud83d\ude00z")]
    [InlineData("\"\ud83d\ude00 raw\"", "\ud83d\ude00 raw")]
    public void A_string_is_decoded(string json, string expected)
    {
        Assert.True(JsonString.TryDecode(json, out string? value));
        Assert.Equal(expected, value);
    }

    [Fact]
    public void A_lone_surrogate_survives()
    {
        Assert.True(JsonString.TryDecode("\"<\\ud800>\"", out string? value));
        Assert.Equal(['<', '\ud800', '>'], value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"")]
    [InlineData("null")]
    [InlineData("1.2")]
    [InlineData("{\"a\":\"b\"}")]
    [InlineData("[\"a\"]")]
    [InlineData("\"a\",\"b\"")]
    [InlineData("\"ends in an escape\\\"")]
    [InlineData("\"\\x41\"")]
    [InlineData("\"\\u12\"")]
    [InlineData("\"\\u12g4\"")]
    [InlineData("\"\\u 123\"")]
    public void Anything_else_is_no_string(string json)
    {
        Assert.False(JsonString.TryDecode(json, out string? value));
        Assert.Null(value);
    }
}
