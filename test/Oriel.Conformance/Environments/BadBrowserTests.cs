using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Oriel.TestKit.Hosts;
using Oriel.TestKit.Processes;
using Xunit;

namespace Oriel.Conformance.Environments;

/// <summary>Browsers that are none. Each gets its app a clear exception in bounded time, and leaves nothing running.</summary>
[Behaviour(23)]
public sealed class BadBrowserTests : HostTests
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>What a browser says before it is run as one.</summary>
    private const string Version = "[ \"$1\" = --version ] && echo Chromium 156.0.1.2 && exit";

    [Fact, Behaviour(25)]
    public async Task A_folder_without_one_is_no_runtime()
    {
        HostFailureException failure = await Assert.ThrowsAsync<HostFailureException>(
            () => StartEnvironmentAsync(new JsonObject { ["browserFolder"] = Folder.Path }));

        Assert.Equal("Microsoft.Web.WebView2.Core.WebView2RuntimeNotFoundException", failure.Type);
        Assert.Contains(Folder.Path, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_exits_at_once_is_quoted()
    {
        HostFailureException failure = await FailAsync("echo 'libnothing is missing' >&2; exit 3");

        Assert.Equal(Codes.Fail, failure.HResult);
        Assert.Contains("exit status 3", failure.Message, StringComparison.Ordinal);
        Assert.Contains("libnothing is missing", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task One_that_is_no_program_is_named() => OnUiThreadAsync(async () =>
    {
        string path = await WriteScriptAsync("chromium", "", firstLine: "no program");
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(Folder.Path, UserDataFolder);

        COMException failure = await Assert.ThrowsAsync<COMException>(() => TestView.OpenAsync(environment));

        Assert.Equal(Codes.Fail, failure.HResult);
        Assert.Contains(path, failure.Message, StringComparison.Ordinal);
    });

    [Fact]
    public async Task One_that_writes_garbage_is_no_browser()
    {
        HostFailureException failure = await FailAsync("echo 'Hello, world' >&4; cat <&3 > /dev/null");

        Assert.Equal(Codes.Fail, failure.HResult);
        Assert.Contains("no message", failure.Message, StringComparison.Ordinal);
    }

    [Fact, Behaviour(129)]
    public async Task One_that_never_answers_is_given_up()
    {
        // The broker with the least patience: the bound is the broker's to keep, and 30 s long otherwise.
        string broker = await WriteScriptAsync("broker", $"exec '{RealBroker()}' \"$@\" --browser-patience=1");

        HostFailureException failure = await FailAsync("exec sleep infinity", new() { ["ORIEL_BROKER"] = broker });

        Assert.Equal(Codes.Timeout, failure.HResult);
        Assert.Contains("did not answer within 1 seconds", failure.Message, StringComparison.Ordinal);
    }

    [Fact, Behaviour(129)]
    public async Task A_broker_that_never_answers_is_given_up()
    {
        (HostEnvironment holder, HostView view) = await StartViewAsync();
        int broker = Broker().Id;
        ProcessTable.Send(broker, Signal.Stop);
        try
        {
            HostEnvironment environment = await StartEnvironmentAsync(host: new HostOptions { Variables = new Dictionary<string, string?> { ["ORIEL_CREATION_TIMEOUT"] = "1" } });
            HostFailureException failure = await Assert.ThrowsAsync<HostFailureException>(() => environment.CreateViewAsync(cancellation: Bound));

            Assert.Equal(Codes.Timeout, failure.HResult);
            Assert.Contains("within 1 seconds", failure.Message, StringComparison.Ordinal);
            Assert.Contains(UserDataFolder, failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            ProcessTable.Send(broker, Signal.Continue);
        }

        Assert.Equal("2", await view.RunScriptAsync("1 + 1", Bound));
        HostView more = await holder.CreateViewAsync(name: "more", cancellation: Bound);
        Assert.Equal(view.BrowserProcessId, more.BrowserProcessId);
    }

    [Fact, Behaviour(129)]
    public async Task A_view_that_comes_too_late_is_closed_again()
    {
        HostApp host = StartHost(new HostOptions { Variables = new Dictionary<string, string?> { ["ORIEL_CREATION_TIMEOUT"] = "1" } });
        string browser = await WriteScriptAsync("chromium", "sleep 3; exec chromium \"$@\"");
        HostEnvironment environment = await host.CreateEnvironmentAsync(UserDataFolder, new JsonObject { ["browserFolder"] = Path.GetDirectoryName(browser) }, cancellation: Bound);

        HostFailureException failure = await Assert.ThrowsAsync<HostFailureException>(() => environment.CreateViewAsync(cancellation: Bound));

        Assert.Equal(Codes.Timeout, failure.HResult);
        Assert.Empty(await ProcessTable.WaitUntilNobodyNamesAsync(UserDataFolder, TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task As_root_a_sandbox_is_refused_at_once_with_the_way_out()
    {
        if (!System.Environment.IsPrivilegedProcess)
        {
            return;
        }

        HostEnvironment environment = await StartEnvironmentAsync(host: new HostOptions { Variables = new Dictionary<string, string?> { ["WEBVIEW2_ADDITIONAL_BROWSER_ARGUMENTS"] = null } });

        HostFailureException failure = await Assert.ThrowsAsync<HostFailureException>(() => environment.CreateViewAsync(cancellation: Bound));

        Assert.Equal(Codes.Fail, failure.HResult);
        Assert.Contains("WEBVIEW2_ADDITIONAL_BROWSER_ARGUMENTS=--no-sandbox", failure.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(UserDataFolder, "EBWebView")));
    }

    private async Task<HostFailureException> FailAsync(string script, Dictionary<string, string?>? variables = null)
    {
        string browser = await WriteScriptAsync("chromium", script);
        HostEnvironment environment = await StartEnvironmentAsync(
            new JsonObject { ["browserFolder"] = Path.GetDirectoryName(browser) }, new HostOptions { Variables = variables ?? [] });
        HostFailureException failure = await Assert.ThrowsAsync<HostFailureException>(() => environment.CreateViewAsync(cancellation: Bound));
        await StopHostAsync(environment.App);
        Assert.Empty(await ProcessTable.WaitUntilNobodyNamesAsync(Folder.Path, TimeSpan.FromSeconds(30)));
        return failure;
    }

    private async Task<string> WriteScriptAsync(string name, string script, string firstLine = "#!/bin/sh")
    {
        string path = Folder.Combine(name);
        await File.WriteAllTextAsync(path, $"{firstLine}\n{Version}\n{script}\n");
        File.SetUnixFileMode(path, Executable);
        return path;
    }

    private static string RealBroker()
    {
        string folder = Path.GetDirectoryName(typeof(BadBrowserTests).Assembly.Location)!;
        return Path.Combine(folder, "runtimes", "linux-x64", "native", "oriel-broker");
    }
}
