using System;
using System.Linq;
using System.Threading.Tasks;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Conformance.Script;

/// <summary>What comes back from a script.</summary>
[Behaviour(103)]
public sealed class ExecuteScriptTests(BrowserFixture browser) : BrowserTests(browser)
{
    [Theory]
    [InlineData("1 + 1", "2")]
    [InlineData("0.1 + 0.2", "0.30000000000000004")]
    [InlineData("-1.5e300", "-1.5e+300", "-1.5E+300")]
    [InlineData("2 ** 53", "9007199254740992", "9007199254740992.0")]
    [InlineData("-0", "0", "-0")]
    [InlineData("true", "true")]
    [InlineData("null", "null")]
    [InlineData("'text'", "\"text\"")]
    [InlineData("'\"\\\\/\\b\\f\\n\\r\\t\\u0001'", "\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\"")]
    [InlineData("[1, 'a', null, [], {}]", "[1,\"a\",null,[],{}]")]
    [InlineData("({ b: 1, a: { c: [true] } })", "{\"b\":1,\"a\":{\"c\":[true]}}")]
    [InlineData("({ u: undefined, n: null })", "{\"n\":null}")]
    [InlineData("var a = 5; a", "5")]
    [InlineData("(() => 7)()", "7")]
    [InlineData("[undefined, NaN, Infinity]", "[null,null,null]")]
    [InlineData("'ä漢🙂'", "\"ä漢🙂\"")]
    public Task A_value_comes_as_JSON(string script, params string[] expected) => RunAsync(async view =>
        Assert.Contains(await view.Web.ExecuteScriptAsync(script), expected));

    [Theory]
    [InlineData("undefined")]
    [InlineData("")]
    [InlineData("// nothing")]
    [InlineData("(() => {})()")]
    [InlineData("const loop = {}; loop.self = loop; loop")]
    [InlineData("const list = [1]; list.push(list); list")]
    [InlineData("NaN")]
    [InlineData("-Infinity")]
    [InlineData("10n")]
    [InlineData("({ big: 10n })")]
    [InlineData("Symbol('s')")]
    [InlineData("throw new Error('thrown')")]
    [InlineData("throw 'text'")]
    [InlineData("throw null")]
    [InlineData("this is no script")]
    [InlineData("missing.member")]
    public Task What_JSON_cannot_say_is_null(string script) => RunAsync(async view =>
        Assert.Equal("null", await view.Web.ExecuteScriptAsync(script)));

    [Fact]
    public Task A_promise_is_an_object_and_is_not_waited_for() => RunAsync(async view =>
        Assert.Equal("{}", await view.Web.ExecuteScriptAsync("new Promise(() => {})")));

    [Fact]
    public Task A_document_deep_within_itself_is_null_or_JSON_and_the_view_goes_on() => RunAsync(async view =>
    {
        string deep = await view.Web.ExecuteScriptAsync("let deep = {}; for (let i = 0; i < 100000; i++) deep = { deep }; deep");
        Assert.Equal("null", deep);
        Assert.Equal("{}", await view.Web.ExecuteScriptAsync("document.body.style.color; ({})"));
    });

    [Fact]
    public Task Null_is_refused() => RunAsync(async view =>
    {
        await Assert.ThrowsAsync<ArgumentNullException>(() => view.Web.ExecuteScriptAsync(null!));
        await Assert.ThrowsAsync<ArgumentNullException>(() => view.Web.ExecuteScriptWithResultAsync(null!));
    });

    [Fact]
    public Task Lone_surrogates_go_in_and_come_out() => RunAsync(async view =>
    {
        Assert.Equal("[3,55296,56320]", await view.Web.ExecuteScriptAsync("var s = 'a\ud800\udc00'.slice(0, 2) + '\udc00'; [s.length, 0xd800, s.charCodeAt(2)]"));
        Assert.Equal("55357", await view.Web.ExecuteScriptAsync("'\ud83d'.charCodeAt(0)"));

        string json = await view.Web.ExecuteScriptAsync("'a\\ud83d|\\ude42b'");
        Assert.Equal("\"a\\ud83d|\\ude42b\"", json, ignoreCase: true);
    });

    [Fact]
    public Task Scripts_run_in_the_order_in_which_they_were_given() => RunAsync(async view =>
    {
        await view.Web.ExecuteScriptAsync("var list = []");
        Task<string>[] calls = [.. Enumerable.Range(0, 200).Select(i => view.Web.ExecuteScriptAsync($"list.push({i}); list.length"))];
        string[] lengths = await Task.WhenAll(calls);

        Assert.Equal(Enumerable.Range(1, 200).Select(i => $"{i}"), lengths);
        Assert.Equal($"[{string.Join(',', Enumerable.Range(0, 200))}]", await view.Web.ExecuteScriptAsync("list"));
    });

    [Fact]
    public Task Scripts_share_the_globals_of_the_page() => RunAsync(async view =>
    {
        await view.NavigateAsync(Site.Html("/globals", "<script>var ofPage = 1; let lexical = 2;</script>"));

        await view.Web.ExecuteScriptAsync("var ofHost = ofPage + lexical");

        Assert.Equal("3", await view.Web.ExecuteScriptAsync("ofHost"));
    });

    [Fact]
    public Task Constants_can_be_declared_once_as_in_any_script() => RunAsync(async view =>
    {
        Assert.Equal("1", await view.Web.ExecuteScriptAsync("{ const c = 1; c }"));
        Assert.Equal("2", await view.Web.ExecuteScriptAsync("{ const c = 2; c }"));
    });

    [Fact]
    public Task A_string_of_100_MB_comes_back_whole() => RunAsync(async view =>
    {
        const int Length = 100 * 1024 * 1024;

        string json = await view.Web.ExecuteScriptAsync($"'x'.repeat({Length})");

        Assert.Equal(Length + 2, json.Length);
        Assert.True(json.AsSpan(1, Length).IndexOfAnyExcept('x') < 0);
        Assert.Equal("1", await view.Web.ExecuteScriptAsync("1"));
    });

    [Fact]
    public Task A_script_of_10_MB_runs() => RunAsync(async view =>
    {
        string text = new('y', 10 * 1024 * 1024);

        Assert.Equal($"{text.Length}", await view.Web.ExecuteScriptAsync($"'{text}'.length"));
    });

    [Fact]
    public Task A_new_view_without_a_page_runs_script() => RunAsync(async view =>
        Assert.Equal("\"about:blank\"", await view.Web.ExecuteScriptAsync("location.href")));

    [Fact]
    public Task A_frame_is_not_where_scripts_run() => RunAsync(async view =>
    {
        string frame = Site.Html("/script/frame", "frame", "b.localhost");
        await view.NavigateAsync(Site.Html("/script/top", $"<iframe src='{frame}'></iframe>"));

        Assert.Equal("true", await view.Web.ExecuteScriptAsync("top === self && location.pathname === '/script/top'"));
    });
}
