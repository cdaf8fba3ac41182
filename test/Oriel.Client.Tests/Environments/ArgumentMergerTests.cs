using System.Linq;
using Oriel.Client.Environments;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Client.Tests.Environments;

public sealed class ArgumentMergerTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  --a   --b  ", "--a|--b")]
    [InlineData("--a\t--b\n--c", "--a|--b|--c")]
    [InlineData("--a=\"one two\" --b", "--a=one two|--b")]
    [InlineData("\"--a=one two\"", "--a=one two")]
    [InlineData("--path=C:\\folder\\ --b", "--path=C:\\folder\\|--b")]
    [InlineData("--a=\\\"x\\\"", "--a=\"x\"")]
    [InlineData("--a=\"x\\\\\" --b", "--a=x\\|--b")]
    [InlineData("--a=\"x\\\\\\\"y\"", "--a=x\\\"y")]
    [InlineData("--a=\"x\"\"y\"", "--a=x\"y")]
    [InlineData("--a=\"\" --b", "--a=|--b")]
    [InlineData("--a=\"never closed --b", "--a=never closed --b")]
    [InlineData("--a=žluťoučký", "--a=žluťoučký")]
    public void A_line_is_split_as_Chromium_does_on_Windows(string line, string expected)
    {
        Assert.Equal(expected, string.Join('|', CommandLineSplitter.Split(line)));
    }

    [Theory, Behaviour(22)]
    [InlineData("--a=1 --b --a=2", "--b --a=2")]
    [InlineData("--a --a=", "--a=")]
    [InlineData("-a --B=X", "--a --b=X")]
    [InlineData("--a=x=y", "--a=x=y")]
    public void A_repeated_switch_keeps_its_last_value(string line, string expected)
    {
        Assert.Equal(expected, Merged(line));
    }

    [Theory, Behaviour(22)]
    [InlineData("--enable-features=A,B --enable-features=C", "--enable-features=A,B,C")]
    [InlineData("--disable-features=A --disable-features=B,A", "--disable-features=A,B")]
    [InlineData("--enable-features=A,B --disable-features=B", "--enable-features=A --disable-features=B")]
    [InlineData("--disable-features=B --enable-features=B", "--disable-features=B")]
    [InlineData("--enable-features=A:x/1,B<Trial.Group:y/2 --disable-features=B", "--enable-features=A:x/1 --disable-features=B")]
    [InlineData("--enable-features=A:x/1 --enable-features=A:x/2", "--enable-features=A:x/2")]
    [InlineData("--enable-features= --disable-features", "")]
    [InlineData("--enable-features=\" A , B \"", "--enable-features=A,B")]
    [InlineData("--enable-blink-features=A --enable-blink-features=B", "--enable-blink-features=B")]
    public void Features_are_merged_and_disabled_ones_win(string line, string expected)
    {
        Assert.Equal(expected, Merged(line));
    }

    [Fact, Behaviour(14), Behaviour(22)]
    public void The_variable_is_appended_to_what_the_app_asked_for()
    {
        Assert.Equal(
            "--a=1 --no-sandbox --b=2 --enable-features=X --disable-features=Y,Z",
            Merged("--a=1 --b=1 --enable-features=X,Z --disable-features=Y", "--no-sandbox --b=2 --disable-features=Z"));
    }

    [Fact]
    public void An_unclosed_quote_or_end_mark_of_one_source_does_not_reach_the_next()
    {
        Assert.Equal("--a=x --y --no-sandbox", Merged("--a=\"x --y", "--no-sandbox"));
        Assert.Equal("--a --no-sandbox", Merged("--a -- --b", "--no-sandbox"));
    }

    [Theory, Behaviour(22)]
    [InlineData("--user-data-dir=/tmp/x")]
    [InlineData("-user-data-dir=/tmp/x")]
    [InlineData("--User-Data-Dir=/tmp/x")]
    [InlineData("--remote-debugging-pipe")]
    [InlineData("--remote-debugging-port=9222")]
    [InlineData("--ozone-platform=x11")]
    [InlineData("--headless=new")]
    [InlineData("--temp-profile")]
    [InlineData("--version")]
    public void An_essential_switch_is_ignored_with_a_reason(string argument)
    {
        MergedArguments merged = ArgumentMerger.Merge($"--a {argument} --b");

        Assert.Equal(["--a", "--b"], merged.Switches.Select(s => s.ToString()));
        IgnoredArgument ignored = Assert.Single(merged.Ignored);
        Assert.Equal(argument.TrimStart('-'), ignored.Argument.TrimStart('-'), ignoreCase: true);
        Assert.NotEmpty(ignored.Reason);
    }

    [Theory]
    [InlineData("https://example.com/")]
    [InlineData("-")]
    [InlineData("---a")]
    [InlineData("--=x")]
    [InlineData("/flag")]
    [InlineData("--a\0b")]
    public void What_is_no_switch_is_ignored(string argument)
    {
        MergedArguments merged = ArgumentMerger.Merge(argument);

        Assert.Empty(merged.Switches);
        Assert.Equal(argument, Assert.Single(merged.Ignored).Argument);
    }

    [Fact]
    public void The_sandbox_is_the_apps_to_give_up()
    {
        Assert.Equal("--no-sandbox", Merged("--no-sandbox"));
    }

    private static string Merged(params string[] sources)
    {
        return string.Join(' ', ArgumentMerger.Merge(sources).Switches.Select(s => s.ToString()));
    }
}
