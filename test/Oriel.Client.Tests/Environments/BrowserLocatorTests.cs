using System;
using System.IO;
using Oriel.Client.Environments;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Client.Tests.Environments;

[Collection(ProgramsCollection.Name)]
public sealed class BrowserLocatorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Stable_is_Edge_then_Chrome_then_Chromium()
    {
        string chromium = _folder.WriteBrowser("bin/chromium", "Chromium 156.0.8078.79");
        Assert.Equal(chromium, Find().ExecutablePath);

        string chrome = _folder.WriteBrowser("root/opt/google/chrome/chrome", "Google Chrome 156.0.8078.80");
        Assert.Equal(chrome, Find().ExecutablePath);

        string edge = _folder.WriteBrowser("root/opt/microsoft/msedge/msedge", "Microsoft Edge 156.0.4314.35");
        Assert.Equal(edge, Find().ExecutablePath);
    }

    [Fact]
    public void The_users_PATH_comes_before_the_usual_folders()
    {
        _folder.WriteBrowser("root/usr/bin/chromium", "Chromium 150.0.0.0");
        string own = _folder.WriteBrowser("bin/chromium-browser", "Chromium 156.0.8078.79");

        Assert.Equal(own, Find().ExecutablePath);
    }

    [Fact]
    public void A_relative_entry_of_PATH_is_not_searched()
    {
        _folder.WriteBrowser("bin/chromium", "Chromium 156.0.8078.79");
        HostContext host = FakeHost.In(_folder, ("PATH", Path.GetRelativePath(Directory.GetCurrentDirectory(), _folder["bin"])));

        Assert.Throws<BrowserNotFoundException>(() => new BrowserLocator(host).Find(null, ChannelPreference.Default));
    }

    [Fact, Behaviour(16)]
    public void The_kind_of_search_decides_between_installed_channels()
    {
        string stable = _folder.WriteBrowser("bin/chromium", "Chromium 156.0.8078.79");
        string beta = _folder.WriteBrowser("bin/google-chrome-beta", "Google Chrome 157.0.1.2 beta");
        string dev = _folder.WriteBrowser("root/opt/microsoft/msedge-dev/microsoft-edge-dev", "Microsoft Edge 158.0.1.2 dev");

        Assert.Equal(stable, Find(new ChannelPreference(15, LeastStableFirst: false)).ExecutablePath);
        Assert.Equal(dev, Find(new ChannelPreference(15, LeastStableFirst: true)).ExecutablePath);
        Assert.Equal(beta, Find(new ChannelPreference(2 | 8, LeastStableFirst: true)).ExecutablePath);
        Assert.Equal("157.0.1.2 beta", Find(new ChannelPreference(2, LeastStableFirst: false)).Identify().ToString());
    }

    [Fact, Behaviour(13), Behaviour(14)]
    public void Variables_decide_over_what_the_app_asked_for()
    {
        _folder.WriteBrowser("bin/chromium", "Chromium 156.0.8078.79");
        string dev = _folder.WriteBrowser("bin/google-chrome-unstable", "Google Chrome 158.0.1.2 dev");
        string named = _folder.WriteBrowser("fixed/chrome", "Google Chrome 140.0.1.2");
        string asked = _folder.WriteBrowser("asked/chrome", "Google Chrome 141.0.1.2");

        Assert.Equal(dev, Find(ChannelPreference.Default, null, ("WEBVIEW2_RELEASE_CHANNELS", "2")).ExecutablePath);
        Assert.Equal(dev, Find(ChannelPreference.Default, null, ("WEBVIEW2_CHANNEL_SEARCH_KIND", "1")).ExecutablePath);
        Assert.Equal(asked, Find(ChannelPreference.Default, _folder["asked"], ("WEBVIEW2_RELEASE_CHANNELS", "2")).ExecutablePath);
        (string, string) variable = ("WEBVIEW2_BROWSER_EXECUTABLE_FOLDER", _folder["fixed"]);
        Assert.Equal(named, Find(ChannelPreference.Default, _folder["asked"], variable).ExecutablePath);
    }

    [Fact, Behaviour(13)]
    public void A_relative_folder_is_taken_from_the_apps_code()
    {
        string browser = _folder.WriteBrowser("app/runtime/chrome", "Chromium 156.0.8078.79");

        InstalledBrowser found = Find(ChannelPreference.Default, "runtime");

        Assert.Equal(browser, found.ExecutablePath);
        Assert.True(found.IsFixedVersion);
    }

    [Theory, Behaviour(13)]
    [InlineData("chrome")]
    [InlineData("chromium")]
    [InlineData("msedge")]
    [InlineData("microsoft-edge")]
    [InlineData("google-chrome")]
    [InlineData("google-chrome-beta")]
    public void A_folder_may_hold_any_browser(string name)
    {
        string browser = _folder.WriteBrowser($"fixed version/{name}", "Chromium 156.0.8078.79");

        Assert.Equal(browser, Find(ChannelPreference.Default, _folder["fixed version"]).ExecutablePath);
        Assert.Equal(browser, Find(ChannelPreference.Default, browser).ExecutablePath);
    }

    [Fact]
    public void A_link_to_a_browser_is_run_by_the_path_found()
    {
        _folder.WriteBrowser("elsewhere/the-browser", "Chromium 156.0.8078.79");
        _folder.CreateFolder("bin");
        File.CreateSymbolicLink(_folder["bin/chromium"], _folder["elsewhere/the-browser"]);

        Assert.Equal(_folder["bin/chromium"], Find().ExecutablePath);
        Assert.Equal("156.0.8078.79", Find().Identify().ToString());
    }

    [Fact]
    public void The_placeholder_of_a_missing_snap_is_no_browser()
    {
        _folder.WriteScript(
            "bin/chromium-browser",
            "if ! [ -x /snap/bin/chromium ]; then echo 'snap install chromium' >&2; exit 1; fi; exec /snap/bin/chromium \"$@\"");

        Assert.Throws<BrowserNotFoundException>(() => Find());

        _folder.WriteBrowser("root/snap/bin/chromium", "Chromium 156.0.8078.79 snap");
        Assert.Equal(_folder["bin/chromium-browser"], Find().ExecutablePath);
    }

    [Fact, Behaviour(16)]
    public void Without_a_browser_the_error_says_how_to_install_one()
    {
        var e = Assert.Throws<BrowserNotFoundException>(() => Find());

        Assert.Equal(unchecked((int)0x80070002), e.HResult);
        Assert.Contains("apt-get install chromium", e.Message, StringComparison.Ordinal);
        Assert.Contains("Stable, Beta, Dev, Canary", e.Message, StringComparison.Ordinal);
    }

    [Fact, Behaviour(16)]
    public void Without_an_allowed_channel_nothing_is_found()
    {
        _folder.WriteBrowser("bin/chromium", "Chromium 156.0.8078.79");

        var e = Assert.Throws<BrowserNotFoundException>(() => Find(new ChannelPreference(0, LeastStableFirst: false)));

        Assert.Equal(unchecked((int)0x80070002), e.HResult);
        Assert.Contains("ReleaseChannels", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere", "no such folder")]
    [InlineData("chrome", "not executable")]
    [InlineData("empty", "no executable")]
    [InlineData("folders", "no executable")]
    public void A_folder_without_a_browser_is_an_error_that_says_what_is_there_instead(string path, string found)
    {
        _folder.WriteFile("chrome", "not a program");
        _folder.CreateFolder("empty");
        _folder.CreateFolder("folders/chrome");

        var e = Assert.Throws<BrowserNotFoundException>(() => Find(ChannelPreference.Default, _folder[path]));

        Assert.Contains(found, e.Message, StringComparison.Ordinal);
        Assert.Contains(_folder[path], e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_browser_older_than_the_app_needs_is_passed_over_for_a_newer_one()
    {
        _folder.WriteBrowser("bin/microsoft-edge", "Microsoft Edge 149.0.4000.1");
        string chromium = _folder.WriteBrowser("bin/chromium", "Chromium 150.0.1.1");
        var host = FakeHost.In(_folder);

        InstalledBrowser found = new BrowserLocator(host).Find(null, ChannelPreference.Default, new BrowserVersion(150, 0, 4100, 7));
        Assert.Equal(chromium, found.ExecutablePath);

        var e = Assert.Throws<BrowserNotFoundException>(
            () => new BrowserLocator(host).Find(null, ChannelPreference.Default, new BrowserVersion(151, 0, 0, 0)));
        Assert.Contains("149.0.4000.1", e.Message, StringComparison.Ordinal);
        Assert.Contains("150.0.1.1", e.Message, StringComparison.Ordinal);
        Assert.Contains("151.0.0.0", e.Message, StringComparison.Ordinal);
    }

    private InstalledBrowser Find() => Find(ChannelPreference.Default);

    private InstalledBrowser Find(ChannelPreference preference, string? folder = null, params (string Name, string Value)[] variables)
    {
        return new BrowserLocator(FakeHost.In(_folder, variables)).Find(folder, preference);
    }
}
