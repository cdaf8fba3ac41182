using Microsoft.Web.WebView2.Core;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Core.Tests.Api;

public sealed class CoreWebView2ExecuteScriptResultTests
{
    [Fact, Behaviour(104)]
    public void A_script_that_ends_has_a_result_and_no_exception()
    {
        var result = new CoreWebView2ExecuteScriptResult("2");

        Assert.True(result.Succeeded);
        Assert.Equal("2", result.ResultAsJson);
        Assert.Null(result.Exception);
    }

    [Fact, Behaviour(104)]
    public void A_script_that_throws_has_an_exception_and_the_result_null()
    {
        var thrown = new CoreWebView2ScriptException("TypeError", "TypeError: no", "{}", lineNumber: 1, columnNumber: 2);
        var result = new CoreWebView2ExecuteScriptResult(thrown);

        Assert.False(result.Succeeded);
        Assert.Equal("null", result.ResultAsJson);
        Assert.Same(thrown, result.Exception);
        Assert.Equal((1u, 2u), (thrown.LineNumber, thrown.ColumnNumber));
    }

    [Theory]
    [InlineData("\"a\\nb\"", "a\nb", 1)]
    [InlineData("\"\"", "", 1)]
    [InlineData("null", "", 0)]
    [InlineData("12", "", 0)]
    [InlineData("{\"a\":1}", "", 0)]
    public void Only_a_string_is_handed_out_as_one(string json, string expected, int isString)
    {
        new CoreWebView2ExecuteScriptResult(json).TryGetResultAsString(out string text, out int value);

        Assert.Equal((expected, isString), (text, value));
    }
}
