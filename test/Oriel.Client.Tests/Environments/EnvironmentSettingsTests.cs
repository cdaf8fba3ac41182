using System;
using System.IO;
using System.Linq;
using Oriel.Client.Environments;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Client.Tests.Environments;

[Collection(ProgramsCollection.Name)]
public sealed class EnvironmentSettingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public EnvironmentSettingsTests()
    {
        _folder.WriteScript("bin/chromium", $"echo run >> '{_folder["runs"]}'; echo 'Chromium 150.0.1.2'");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Creating_an_environment_runs_no_browser_and_creates_no_folder()
    {
        EnvironmentSettings settings = Create(new EnvironmentOptions());

        Assert.False(File.Exists(_folder["runs"]));
        Assert.False(Directory.Exists(_folder["app/notes.WebView2"]));
        Assert.Empty(settings.Arguments);
        Assert.False(settings.IsExclusive);
    }

    [Fact, Behaviour(11)]
    public void Without_arguments_the_installed_browser_and_the_folder_beside_the_executable_are_decided_on()
    {
        EnvironmentSettings settings = EnvironmentSettings.Create(FakeHost.In(_folder), null, null, new EnvironmentOptions());

        Assert.Equal(_folder["bin/chromium"], settings.Browser.ExecutablePath);
        Assert.False(settings.Browser.IsFixedVersion);
        Assert.Equal(_folder["app/notes.WebView2"], settings.UserDataFolder.Path);
    }

    [Fact]
    public void All_options_are_compared_in_one_order()
    {
        Assert.Equal(
            [
                "AdditionalBrowserArguments=",
                "AllowSingleSignOnUsingOSPrimaryAccount=false",
                "AreBrowserExtensionsEnabled=false",
                $"BrowserExecutable={_folder["bin/chromium"]}",
                "ChannelSearchKind=MostStable",
                "CustomSchemeRegistrations=",
                "EnableTrackingPrevention=true",
                "ExclusiveUserDataFolderAccess=false",
                "IsCustomCrashReportingEnabled=false",
                "Language=",
                "ReleaseChannels=Stable, Beta, Dev, Canary",
                "ScrollBarStyle=Default",
                "TargetCompatibleBrowserVersion=156.0.4314.35",
            ],
            Compared(new EnvironmentOptions()));
    }

    [Fact]
    public void Every_option_tells_two_environments_apart()
    {
        string[] plain = Compared(new EnvironmentOptions());
        EnvironmentOptions[] others =
        [
            new() { AdditionalBrowserArguments = "--a" },
            new() { AllowSingleSignOn = true },
            new() { AreBrowserExtensionsEnabled = true },
            new() { Channels = new ChannelPreference(15, LeastStableFirst: true) },
            new() { Channels = new ChannelPreference(1, LeastStableFirst: false) },
            new() { CustomSchemes = [new CustomScheme("app", false, false, [])] },
            new() { EnableTrackingPrevention = false },
            new() { ExclusiveUserDataFolderAccess = true },
            new() { IsCustomCrashReportingEnabled = true },
            new() { Language = "de" },
            new() { ScrollBarStyle = "FluentOverlay" },
            new() { TargetCompatibleBrowserVersion = "100.0.0.0" },
        ];

        foreach (EnvironmentOptions other in others)
        {
            Assert.Single(Compared(other).Except(plain));
        }
    }

    [Fact]
    public void What_means_the_same_compares_equal()
    {
        var one = new EnvironmentOptions
        {
            AdditionalBrowserArguments = "--a=1 --b --a=2",
            Language = "pt_BR",
            TargetCompatibleBrowserVersion = "100.0.0.0 beta",
            CustomSchemes = [new("App", true, true, ["https://a", "https://b"]), new("db", false, false, [])],
        };
        var other = new EnvironmentOptions
        {
            AdditionalBrowserArguments = "--b  --a=\"2\"",
            Language = "pt-BR",
            TargetCompatibleBrowserVersion = "100.0.0.0",
            CustomSchemes = [new("db", false, false, []), new("app", true, true, ["https://b", "https://a", "https://a"])],
        };

        Assert.Equal(Compared(one), Compared(other));
    }

    [Fact]
    public void Origins_cannot_be_forged_into_one_another()
    {
        Assert.NotEqual(
            Compared(new EnvironmentOptions { CustomSchemes = [new("app", true, true, ["a", "b"])] }),
            Compared(new EnvironmentOptions { CustomSchemes = [new("app", true, true, ["a\", \"b"])] }));
    }

    [Fact, Behaviour(14), Behaviour(22)]
    public void The_variable_is_part_of_the_arguments_that_are_compared()
    {
        EnvironmentSettings settings = Create(
            new EnvironmentOptions { AdditionalBrowserArguments = "--a" },
            ("WEBVIEW2_ADDITIONAL_BROWSER_ARGUMENTS", "--no-sandbox --user-data-dir=x"));

        Assert.Equal(["--a", "--no-sandbox"], settings.Arguments);
        Assert.Equal("--a --no-sandbox", settings.ComparedOptions[0].Value);
        Assert.Equal("--user-data-dir=x", Assert.Single(settings.IgnoredArguments).Argument);
    }

    [Fact]
    public void The_language_reaches_the_browser_unless_the_arguments_give_their_own()
    {
        Assert.Equal(["--lang=de-CH", "--accept-lang=de-CH"], Create(new EnvironmentOptions { Language = "de-CH" }).Arguments);
        Assert.Equal(
            ["--lang=de", "--accept-lang=fr"],
            Create(new EnvironmentOptions { Language = "de", AdditionalBrowserArguments = "--accept-lang=fr" }).Arguments);
    }

    [Theory]
    [InlineData("german language")]
    [InlineData("de--CH")]
    [InlineData("--no-sandbox")]
    [InlineData("de=fr")]
    [InlineData("de\0")]
    public void What_is_no_language_is_refused(string language)
    {
        var e = Assert.Throws<ArgumentException>(() => Create(new EnvironmentOptions { Language = language }));

        Assert.Contains("BCP 47", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_default_target_does_not_shut_out_an_older_browser_but_the_apps_own_does()
    {
        Assert.NotNull(Create(new EnvironmentOptions()).Browser);
        Assert.NotNull(Create(new EnvironmentOptions { TargetCompatibleBrowserVersion = "156.0.4314.35 dev" }).Browser);
        Assert.NotNull(Create(new EnvironmentOptions { TargetCompatibleBrowserVersion = "150.0.0.0" }).Browser);
        Assert.Throws<BrowserNotFoundException>(() => Create(new EnvironmentOptions { TargetCompatibleBrowserVersion = "151.0.0.0" }));
        Assert.Throws<ArgumentException>(() => Create(new EnvironmentOptions { TargetCompatibleBrowserVersion = "newest" }));
    }

    [Theory, Behaviour(21)]
    [InlineData("app", "APP")]
    [InlineData("", "b")]
    [InlineData("1app", "b")]
    [InlineData("my app", "b")]
    [InlineData("app:", "b")]
    [InlineData("https", "b")]
    public void A_custom_scheme_that_is_malformed_reserved_or_registered_twice_is_refused(string one, string other)
    {
        var options = new EnvironmentOptions { CustomSchemes = [new(one, false, false, []), new(other, false, false, [])] };

        Assert.Equal(unchecked((int)0x80070057), Assert.Throws<ArgumentException>(() => Create(options)).HResult);
    }

    private string[] Compared(EnvironmentOptions options) => [.. Create(options).ComparedOptions.Select(o => $"{o.Name}={o.Value}")];

    private EnvironmentSettings Create(EnvironmentOptions options, params (string Name, string Value)[] variables)
    {
        return EnvironmentSettings.Create(FakeHost.In(_folder, variables), null, null, options);
    }
}
