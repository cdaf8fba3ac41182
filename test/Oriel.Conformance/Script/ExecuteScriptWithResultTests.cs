using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Conformance.Script;

/// <summary>Scripts that tell how they ended.</summary>
[Behaviour(104)]
public sealed class ExecuteScriptWithResultTests(BrowserFixture browser) : BrowserTests(browser)
{
    [Fact]
    public Task A_value_is_a_success() => RunAsync(async view =>
    {
        CoreWebView2ExecuteScriptResult result = await view.Web.ExecuteScriptWithResultAsync("({ a: 1 })");

        Assert.True(result.Succeeded);
        Assert.Equal("{\"a\":1}", result.ResultAsJson);
        Assert.Null(result.Exception);
        result.TryGetResultAsString(out _, out int isString);
        Assert.Equal(0, isString);
    });

    [Fact]
    public Task Text_can_be_had_as_text() => RunAsync(async view =>
    {
        CoreWebView2ExecuteScriptResult result = await view.Web.ExecuteScriptWithResultAsync("'ä \\ud800 \"quoted\"\\n'");

        result.TryGetResultAsString(out string text, out int isString);
        Assert.Equal(1, isString);
        Assert.Equal("ä \ud800 \"quoted\"\n", text);
    });

    [Theory]
    [InlineData("undefined")]
    [InlineData("(() => {})()")]
    public Task Nothing_is_a_success_too(string script) => RunAsync(async view =>
    {
        CoreWebView2ExecuteScriptResult result = await view.Web.ExecuteScriptWithResultAsync(script);

        Assert.True(result.Succeeded);
        Assert.Equal("null", result.ResultAsJson);
    });

    [Fact]
    public Task An_error_tells_its_class_its_message_and_its_place() => RunAsync(async view =>
    {
        CoreWebView2ExecuteScriptResult result = await view.Web.ExecuteScriptWithResultAsync("1;\n  throw new TypeError('wrong type')");

        Assert.False(result.Succeeded);
        Assert.Equal("null", result.ResultAsJson);
        CoreWebView2ScriptException thrown = result.Exception!;
        Assert.Equal("TypeError", thrown.Name);
        Assert.StartsWith("TypeError: wrong type", thrown.Message, System.StringComparison.Ordinal);
        Assert.Equal((1u, 2u), (thrown.LineNumber, thrown.ColumnNumber));

        using JsonDocument details = JsonDocument.Parse(thrown.ToJson);
        Assert.Equal(1, details.RootElement.GetProperty("lineNumber").GetInt32());
        Assert.Equal("TypeError", details.RootElement.GetProperty("exception").GetProperty("className").GetString());
    });

    [Fact]
    public Task Thrown_text_has_neither_class_nor_message_but_is_in_the_details() => RunAsync(async view =>
    {
        CoreWebView2ScriptException thrown = (await view.Web.ExecuteScriptWithResultAsync("throw 'abc'")).Exception!;

        Assert.Equal("", thrown.Name);
        Assert.Equal("", thrown.Message);
        using JsonDocument details = JsonDocument.Parse(thrown.ToJson);
        Assert.Equal("abc", details.RootElement.GetProperty("exception").GetProperty("value").GetString());
    });

    [Fact]
    public Task The_properties_of_a_thrown_object_are_in_the_details() => RunAsync(async view =>
    {
        CoreWebView2ScriptException thrown = (await view.Web.ExecuteScriptWithResultAsync("throw { code: 42 }")).Exception!;

        Assert.Contains("code", thrown.ToJson, System.StringComparison.Ordinal);
        Assert.Contains("42", thrown.ToJson, System.StringComparison.Ordinal);
    });

    [Fact]
    public Task What_is_no_script_is_a_SyntaxError() => RunAsync(async view =>
    {
        CoreWebView2ExecuteScriptResult result = await view.Web.ExecuteScriptWithResultAsync("this is no script");

        Assert.False(result.Succeeded);
        Assert.Equal("SyntaxError", result.Exception!.Name);
    });

    [Fact]
    public Task An_error_of_a_class_of_the_pages_own_has_its_name() => RunAsync(async view =>
    {
        CoreWebView2ScriptException thrown = (await view.Web.ExecuteScriptWithResultAsync(
            "class OwnError extends Error {} throw new OwnError('own')")).Exception!;

        Assert.Equal("OwnError", thrown.Name);
        Assert.Contains("own", thrown.Message, System.StringComparison.Ordinal);
    });

    [Fact]
    public Task What_JSON_cannot_say_was_still_no_exception() => RunAsync(async view =>
    {
        CoreWebView2ExecuteScriptResult result = await view.Web.ExecuteScriptWithResultAsync("const loop = {}; loop.self = loop; loop");

        Assert.Equal("null", result.ResultAsJson);
        Assert.True(result.Succeeded);
    });

    [Fact]
    public Task What_was_thrown_and_caught_is_no_exception() => RunAsync(async view =>
        Assert.Equal("\"caught\"", (await view.Web.ExecuteScriptWithResultAsync("try { throw 1 } catch { 'caught' }")).ResultAsJson));

    [Fact]
    public Task A_rejected_promise_is_a_success_of_the_script() => RunAsync(async view =>
        Assert.True((await view.Web.ExecuteScriptWithResultAsync("Promise.reject(new Error('later'))")).Succeeded));
}
