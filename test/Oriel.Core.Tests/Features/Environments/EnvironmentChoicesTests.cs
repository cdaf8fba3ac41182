using System;
using System.IO;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Environments;
using Oriel.Core.Features.Environments;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Core.Tests.Features.Environments;

public sealed class EnvironmentChoicesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("oriel-choices-").FullName;
    private readonly HostContext _host;

    public EnvironmentChoicesTests()
    {
        _host = new HostContext
        {
            CodeDirectory = _folder,
            ExecutableName = "notes",
            InstallationRoot = _folder,
            Variable = name => name == "PATH" ? _folder : null,
        };
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact, Behaviour(25)]
    public void Without_a_browser_the_official_exception_says_how_to_install_one()
    {
        var version = Assert.Throws<WebView2RuntimeNotFoundException>(() => EnvironmentChoices.VersionOf(null, null, _host));
        var create = Assert.Throws<WebView2RuntimeNotFoundException>(
            () => EnvironmentChoices.Decide(null, null, OptionsSnapshot.Of(null), _host));

        Assert.Contains("apt-get install chromium", version.Message, StringComparison.Ordinal);
        Assert.Equal(version.Message, create.Message);
        Assert.Equal(unchecked((int)0x80070002), version.InnerException!.HResult);
    }

    [Fact, Behaviour(16)]
    public void The_version_of_a_beta_names_its_channel()
    {
        WriteBrowser("google-chrome-beta", "Google Chrome 157.0.1.2 beta");
        var options = new CoreWebView2EnvironmentOptions { ReleaseChannels = CoreWebView2ReleaseChannels.Beta };

        Assert.Equal("157.0.1.2 beta", EnvironmentChoices.VersionOf(null, options, _host));
        options.ReleaseChannels = CoreWebView2ReleaseChannels.None;
        Assert.Throws<WebView2RuntimeNotFoundException>(() => EnvironmentChoices.VersionOf(null, options, _host));
    }

    [Fact, Behaviour(16)]
    public void The_version_asked_for_is_the_version_an_environment_gets()
    {
        WriteBrowser("chromium", "Chromium 156.0.8078.79");
        WriteBrowser("google-chrome-unstable", "Google Chrome 158.0.1.2 dev");
        var options = new CoreWebView2EnvironmentOptions { ChannelSearchKind = CoreWebView2ChannelSearchKind.LeastStable };

        EnvironmentSettings settings = EnvironmentChoices.Decide(null, "data", OptionsSnapshot.Of(options), _host);

        Assert.Equal("158.0.1.2 dev", EnvironmentChoices.VersionOf(null, options, _host));
        Assert.Equal("158.0.1.2 dev", EnvironmentChoices.VersionOf(settings.Browser));
        Assert.Equal(Path.Combine(_folder, "data"), settings.UserDataFolder.Path);
    }

    private void WriteBrowser(string name, string answer)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, $"#!/bin/sh\necho '{answer}'\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
