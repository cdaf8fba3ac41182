using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Oriel.TestKit.Hosts;
using Xunit;

namespace Oriel.Conformance.Environments;

/// <summary>An upgrade of the installed browser under a running app. The browser is a script that names a version and runs the real one, first in the host's PATH.</summary>
public sealed class NewBrowserVersionTests : HostTests
{
    private string Bin => Folder.Combine("bin");

    [Theory, Behaviour(130)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_upgrade_is_told_and_takes_effect_when_the_old_browser_is_gone(bool isLink)
    {
        Install("156.0.1.1", isLink);
        HostApp host = StartHost(new HostOptions { Variables = new Dictionary<string, string?> { ["PATH"] = Bin + ":" + Environment.GetEnvironmentVariable("PATH") } });
        HostEnvironment environment = await host.CreateEnvironmentAsync(UserDataFolder, cancellation: Bound);
        Assert.Equal("156.0.1.1", environment.BrowserVersion);
        await environment.ListenAsync("NewBrowserVersionAvailable", Bound);
        await environment.ListenAsync("BrowserProcessExited", Bound);
        HostView view = await environment.CreateViewAsync(cancellation: Bound);

        Install("157.0.2.2", isLink);

        HostEvent told = await host.NextEventAsync("NewBrowserVersionAvailable", Bound);
        Assert.Equal("157.0.2.2", told.Args["version"]!.GetValue<string>());

        // The view that runs is not touched, and another joins its browser.
        Assert.Equal("2", await view.RunScriptAsync("1 + 1", Bound));
        HostEnvironment next = await host.CreateEnvironmentAsync(UserDataFolder, name: "next", cancellation: Bound);
        Assert.Equal("157.0.2.2", next.BrowserVersion);
        HostView second = await next.CreateViewAsync(name: "second", cancellation: Bound);
        Assert.Equal(view.BrowserProcessId, second.BrowserProcessId);
        await second.CloseAsync(Bound);
        await view.CloseAsync(Bound);
        await host.NextEventAsync("BrowserProcessExited", Bound);
        HostView third = await next.CreateViewAsync(name: "third", cancellation: Bound);
        Assert.NotEqual(view.BrowserProcessId, third.BrowserProcessId);
        await third.CloseAsync(Bound);
    }

    [Fact, Behaviour(130)]
    public async Task A_browser_of_a_fixed_version_and_one_of_another_channel_are_not_told_of()
    {
        Install("156.0.1.1", isLink: false);
        HostApp host = StartHost(new HostOptions { Variables = new Dictionary<string, string?> { ["PATH"] = Bin + ":" + Environment.GetEnvironmentVariable("PATH") } });
        HostEnvironment fixedVersion = await host.CreateEnvironmentAsync(Folder.Combine("fixed"), new JsonObject { ["browserFolder"] = Bin }, "fixed", Bound);
        await fixedVersion.ListenAsync("NewBrowserVersionAvailable", Bound);
        HostEnvironment installed = await host.CreateEnvironmentAsync(UserDataFolder, cancellation: Bound);
        await installed.ListenAsync("NewBrowserVersionAvailable", Bound);

        Install("157.0.2.2 beta", isLink: false);
        Install("158.0.2.2", isLink: false);
        Install("159.0.3.3", isLink: false);

        // The first that is told of is not the beta, and it is told by the one that found an installed browser.
        HostEvent told = await host.NextEventAsync("NewBrowserVersionAvailable", Bound);
        Assert.Equal(installed.Name, told.Source);
        Assert.Contains(told.Args["version"]!.GetValue<string>(), new[] { "158.0.2.2", "159.0.3.3" });
    }

    /// <summary>As packages are: written beside, and then moved into place.</summary>
    private void Install(string version, bool isLink)
    {
        string path = Path.Combine(Directory.CreateDirectory(Bin).FullName, "chromium");
        string target = isLink ? Path.Combine(Directory.CreateDirectory(Folder.Combine("opt")).FullName, "chromium") : path;
        string written = target + ".new";
        File.WriteAllText(written, $"#!/bin/sh\n[ \"$1\" = --version ] && {{ echo 'Chromium {version}'; exit 0; }}\nexec /usr/bin/chromium \"$@\"\n");
        File.SetUnixFileMode(written, (UnixFileMode)Convert.ToInt32("755", 8));
        File.Move(written, target, overwrite: true);
        if (isLink && !File.Exists(path))
        {
            File.CreateSymbolicLink(path, target);
        }
    }
}
