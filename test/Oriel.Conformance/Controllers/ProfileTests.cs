using System;
using System.IO;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Oriel.TestKit.Site;
using Xunit;

namespace Oriel.Conformance.Controllers;

/// <summary>Profiles: apart from each other in what they keep, together in one browser.</summary>
public sealed class ProfileTests : HostTests
{
    private const string Read = "(localStorage.kept ?? 'nothing') + ' ' + (document.cookie || 'none')";

    private readonly TestSite _site = new TestSite().Page("/", "<!doctype html><p>profiles");

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _site.DisposeAsync();
    }

    [Fact, Behaviour(10), Behaviour(33)]
    public Task Named_profiles_and_InPrivate_ones_live_in_one_browser_and_know_nothing_of_each_other() => OnUiThreadAsync(async () =>
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, UserDataFolder);
        (string Name, bool IsInPrivate)[] profiles = [("", false), ("Work", false), ("", true), ("Work", true)];
        TestView[] views = new TestView[profiles.Length];
        for (int i = 0; i < profiles.Length; i++)
        {
            views[i] = await OpenAsync(environment, profiles[i].Name, profiles[i].IsInPrivate);
            Assert.Equal(views[0].Web.BrowserProcessId, views[i].Web.BrowserProcessId);
            Assert.Equal("nothing none", await ReadAsync(views[i]));
            await views[i].EvaluateAsync($"localStorage.kept = '{i}'; document.cookie = 'kept={i}; max-age=10000'; 1");
        }

        for (int i = 0; i < profiles.Length; i++)
        {
            Assert.Equal($"{i} kept={i}", await ReadAsync(views[i]));
            CoreWebView2Profile profile = views[i].Web.Profile;
            Assert.Equal((profiles[i].Name.Length == 0 ? "Default" : profiles[i].Name, profiles[i].IsInPrivate), (profile.ProfileName, profile.IsInPrivateModeEnabled));
        }

        Close(views);
    });

    [Fact, Behaviour(33)]
    public Task A_profile_has_a_folder_of_its_own_within_the_user_data_folder() => OnUiThreadAsync(async () =>
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, UserDataFolder);
        TestView plain = await OpenAsync(environment, "");
        TestView named = await OpenAsync(environment, "Work (#1) @home");

        foreach (TestView view in new[] { plain, named })
        {
            Assert.StartsWith(UserDataFolder + "/", view.Web.Profile.ProfilePath, StringComparison.Ordinal);
            Assert.True(Directory.Exists(view.Web.Profile.ProfilePath), view.Web.Profile.ProfilePath);
            Assert.NotEmpty(Directory.EnumerateFileSystemEntries(view.Web.Profile.ProfilePath));
        }

        Assert.NotEqual(plain.Web.Profile.ProfilePath, named.Web.Profile.ProfilePath);
        Close(plain, named);
    });

    [Fact, Behaviour(34)]
    public Task Names_that_differ_in_case_only_are_one_profile() => OnUiThreadAsync(async () =>
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, UserDataFolder);
        TestView first = await OpenAsync(environment, "Work");
        await ReadAsync(first);
        await first.EvaluateAsync("localStorage.kept = 'shared'; 1");
        TestView second = await OpenAsync(environment, "wORK");

        Assert.Equal("shared none", await ReadAsync(second));
        Assert.Equal(first.Web.Profile.ProfilePath, second.Web.Profile.ProfilePath);
        Close(first, second);
    });

    [Fact, Behaviour(34)]
    public Task The_empty_name_and_Default_are_the_default_profile() => OnUiThreadAsync(async () =>
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, UserDataFolder);
        TestView empty = await OpenAsync(environment, "");
        TestView named = await OpenAsync(environment, "Default");

        Assert.Equal(empty.Web.Profile.ProfilePath, named.Web.Profile.ProfilePath);
        Assert.Equal("Default", empty.Web.Profile.ProfileName);
        Close(empty, named);
    });

    [Fact, Behaviour(35), Behaviour(30)]
    public Task What_a_profile_keeps_outlives_the_browser_and_what_an_InPrivate_one_keeps_does_not_outlive_its_views() => OnUiThreadAsync(async () =>
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, UserDataFolder);
        TaskCompletionSource exited = new();
        environment.BrowserProcessExited += (_, _) => exited.TrySetResult();
        TestView named = await OpenAsync(environment, "Work");
        TestView secret = await OpenAsync(environment, "Work", isInPrivate: true);
        TestView sharing = await OpenAsync(environment, "work", isInPrivate: true);
        await ReadAsync(named);
        await ReadAsync(secret);
        await named.EvaluateAsync("document.cookie = 'kept=named; max-age=10000'; 1");
        await secret.EvaluateAsync("localStorage.kept = 'secret'; document.cookie = 'kept=secret; max-age=10000'; 1");

        Assert.Equal("secret kept=secret", await ReadAsync(sharing));
        Close(secret, sharing);
        TestView later = await OpenAsync(environment, "Work", isInPrivate: true);
        Assert.Equal("nothing none", await ReadAsync(later));
        Close(later, named);
        await exited.Task;

        Assert.True(Directory.Exists(Path.Combine(UserDataFolder, "EBWebView")));
        TestView again = await OpenAsync(environment, "Work");
        Assert.Equal("nothing kept=named", await ReadAsync(again));
        Close(again);
    });

    [Theory, Behaviour(34)]
    [InlineData(" begins with a space")]
    [InlineData("ends with a space ")]
    [InlineData("ends with a dot.")]
    [InlineData("../elsewhere")]
    [InlineData("a/b")]
    [InlineData("new\nline")]
    [InlineData("ümlaut")]
    [InlineData("a*b")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public Task A_name_that_is_none_is_refused_when_it_is_set(string name) => OnUiThreadAsync(async () =>
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, UserDataFolder);
        CoreWebView2ControllerOptions options = environment.CreateCoreWebView2ControllerOptions();

        Assert.Throws<ArgumentException>(() => options.ProfileName = name);

        Assert.Equal("", options.ProfileName);
    });

    [Theory, Behaviour(34)]
    [InlineData("Crashpad")]
    [InlineData("Local State")]
    [InlineData("A-z 0.9 #@$()+-_~")]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901234")]
    public Task Every_name_that_is_allowed_works_also_one_that_the_browser_uses_itself(string name) => OnUiThreadAsync(async () =>
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, UserDataFolder);
        TestView view = await OpenAsync(environment, name);

        Assert.Equal(name, view.Web.Profile.ProfileName);
        Assert.True(Directory.Exists(view.Web.Profile.ProfilePath));
        Assert.Equal("nothing none", await ReadAsync(view));
        Close(view);
    });

    private static async Task<TestView> OpenAsync(CoreWebView2Environment environment, string name, bool isInPrivate = false)
    {
        CoreWebView2ControllerOptions options = environment.CreateCoreWebView2ControllerOptions();
        options.ProfileName = name;
        options.IsInPrivateModeEnabled = isInPrivate;
        return await TestView.OpenAsync(environment, options);
    }

    private async Task<string> ReadAsync(TestView view)
    {
        if (view.Web.Source != _site.Url())
        {
            Assert.True((await view.NavigateAsync(_site.Url())).IsSuccess);
        }

        return (await view.EvaluateAsync(Read)).GetString()!;
    }

    private static void Close(params ReadOnlySpan<TestView> views)
    {
        foreach (TestView view in views)
        {
            view.Controller.Close();
        }
    }
}
