using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Oriel.Broker.Tests.Support;
using Oriel.Ipc;
using Oriel.Ipc.Interop;
using Oriel.Ipc.Processes;
using Oriel.Protocol.Cdp;
using Xunit;

namespace Oriel.Broker.Tests;

/// <summary>Browsers that are none, and folders that cannot hold one: every one ends in an answer that says why.</summary>
public sealed class LaunchTests
{
    [Fact]
    public async Task A_browser_that_exits_at_once_is_quoted()
    {
        await using BrokerSandbox sandbox = new();
        WireException failure = await FailAsync(sandbox, "echo 'missing library libfoo' >&2; exit 3");
        Assert.Equal(HResults.Fail, failure.Error.Code);
        Assert.Contains("exit status 3", failure.Error.Message);
        Assert.Contains("missing library libfoo", failure.Error.Message);
    }

    [Fact]
    public async Task A_browser_that_writes_garbage_into_the_pipe_is_no_browser()
    {
        await using BrokerSandbox sandbox = new();
        WireException failure = await FailAsync(sandbox, "echo 'Hello, world' >&4; cat <&3 >/dev/null");
        Assert.Equal(HResults.Fail, failure.Error.Code);
        Assert.Contains("no message", failure.Error.Message);
    }

    [Fact]
    public async Task A_browser_that_speaks_only_json_is_understood()
    {
        await using BrokerSandbox sandbox = new();
        string browser = await WriteJsonBrowserAsync(sandbox);
        WirePeer host = await sandbox.JoinAsync(BrokerSandbox.Hello(executable: browser));
        BrokerDomain.CreateViewResult view = await host.CreateViewAsync();
        Assert.Contains("--remote-debugging-pipe", ProcFile.ReadArguments(view.BrowserPid));
        await host.ResumeAsync(view.SessionId);
        Assert.Equal("日本 🦊", await host.EvaluateAsync(view.SessionId, "'日本 🦊'"));
        await host.NavigateAsync(view.SessionId, "data:text/html,x");
        Page.CaptureScreenshotResult picture = await host.CallAsync<Page.CaptureScreenshotCommand, Page.CaptureScreenshotResult>(new Page.CaptureScreenshotCommand(), view.SessionId);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], picture.Data.ToArray()[..4]);
        Assert.Equal("3000000", await host.EvaluateAsync(view.SessionId, $"'{new string('c', 3_000_000)}'.length"));
        await host.CloseViewAsync(view.ViewId);
        Assert.Equal("normal", (await host.NextAsync<BrokerDomain.BrowserExitedEvent>()).Kind);
    }

    /// <summary>Chromium's JSON reader stops for good, and for everybody, at a text of more than 100 MiB.</summary>
    [Fact]
    public async Task What_is_too_long_for_a_browser_of_JSON_is_refused_and_others_go_on()
    {
        await using BrokerSandbox sandbox = new();
        BrokerDomain.HelloCommand hello = BrokerSandbox.Hello(executable: await WriteJsonBrowserAsync(sandbox));
        WirePeer host = await sandbox.JoinAsync(hello);
        WirePeer other = await sandbox.JoinAsync(hello);
        BrokerDomain.CreateViewResult view = await host.CreateViewAsync();
        BrokerDomain.CreateViewResult othersView = await other.CreateViewAsync();
        await host.ResumeAsync(view.SessionId);
        await other.ResumeAsync(othersView.SessionId);

        string script = $"'{new string('c', 100 * 1024 * 1024)}'.length";
        WireException failure = await Assert.ThrowsAsync<WireException>(() => host.EvaluateAsync(view.SessionId, script));

        Assert.Contains("at most 104857600", failure.Error.Message);
        Assert.Equal("2", await host.EvaluateAsync(view.SessionId, "1 + 1"));
        Assert.Equal("2", await other.EvaluateAsync(othersView.SessionId, "1 + 1"));
    }

    [Fact]
    public async Task A_browser_that_never_answers_is_given_up_in_time_and_killed()
    {
        await using BrokerSandbox sandbox = new();
        WireException failure = await FailAsync(sandbox, "cat <&3 >/dev/null & wait", ["--browser-patience=0.5"]);
        Assert.Equal(HResults.Timeout, failure.Error.Code);
        Assert.Contains("0.5 seconds", failure.Error.Message);
    }

    [Fact]
    public async Task A_browser_that_prints_without_end_fills_no_disk()
    {
        await using BrokerSandbox sandbox = new();
        await FailAsync(sandbox, "yes 'a long line of noise, over and over again'", ["--browser-patience=2"]);
        Assert.InRange(new FileInfo(sandbox.Paths.BrowserLog).Length, 1, 1024 * 1024);
        Assert.InRange(Directory.EnumerateFiles(sandbox.UserDataFolder).Sum(static path => new FileInfo(path).Length), 1, (2 * 1024 * 1024) + 4096);
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("/no/such/browser")]
    [InlineData("/tmp")]
    public async Task What_is_no_program_is_named(string executable)
    {
        await using BrokerSandbox sandbox = new();
        WirePeer host = await sandbox.JoinAsync(BrokerSandbox.Hello(executable: executable));
        WireException failure = await Assert.ThrowsAsync<WireException>(() => host.CreateViewAsync());
        Assert.Equal(HResults.Fail, failure.Error.Code);
        Assert.Contains(executable, failure.Error.Message);
    }

    [Fact]
    public async Task After_a_failure_the_same_host_can_try_again()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer host = await sandbox.JoinAsync(BrokerSandbox.Hello(executable: "/no/such/browser"));
        await Assert.ThrowsAsync<WireException>(() => host.CreateViewAsync());
        await Assert.ThrowsAsync<WireException>(() => host.CreateViewAsync());
        WirePeer other = await sandbox.JoinAsync();
        await other.CreateViewAsync();
    }

    [Fact]
    public async Task Root_is_told_what_to_do_about_the_sandbox()
    {
        if (Libc.geteuid() != 0)
        {
            return;
        }

        await using BrokerSandbox sandbox = new();
        WirePeer host = await sandbox.JoinAsync(BrokerSandbox.Hello(arguments: []));
        WireException failure = await Assert.ThrowsAsync<WireException>(() => host.CreateViewAsync());
        Assert.Equal(HResults.Fail, failure.Error.Code);
        Assert.Contains("WEBVIEW2_ADDITIONAL_BROWSER_ARGUMENTS=--no-sandbox", failure.Error.Message);
    }

    [Fact]
    public async Task A_folder_that_a_file_stands_in_for_is_named_with_its_code()
    {
        await using BrokerSandbox sandbox = new();
        await File.WriteAllTextAsync(sandbox.Paths.Browser, "");
        WirePeer host = await sandbox.JoinAsync();
        WireException failure = await Assert.ThrowsAsync<WireException>(() => host.CreateViewAsync());
        Assert.Equal(HResults.FileExists, failure.Error.Code);
        Assert.Contains(sandbox.Paths.Browser, failure.Error.Message);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("with spaces and 'quotes\" and $HOME `id`")]
    [InlineData("line\nbreak\ttab")]
    [InlineData("ünïcödé 日本 🦊")]
    public async Task A_browser_runs_in_a_folder_of_any_name(string name)
    {
        await using BrokerSandbox sandbox = new(name);
        WirePeer host = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult view = await host.CreateViewAsync();
        Assert.Contains($"--user-data-dir={sandbox.Paths.Browser}", ProcFile.ReadArguments(view.BrowserPid));
        await host.CreateViewAsync("Other");
    }

    [Fact]
    public async Task A_browser_listens_on_no_port_and_keeps_its_output_in_the_log()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer host = await sandbox.JoinAsync();
        await host.CreateViewAsync();
        BrokerDomain.GetProcessesResult processes = await host.GetProcessesAsync();
        string[] listening = [.. (await File.ReadAllLinesAsync("/proc/net/tcp")).Concat(await File.ReadAllLinesAsync("/proc/net/tcp6")).Skip(1)
            .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(static fields => fields is [_, _, _, "0A", ..])
            .Select(static fields => $"socket:[{fields[9]}]")];
        string[] open = [.. processes.Processes.Select(static process => process.Pid).Append(host.BrokerPid)
            .SelectMany(static pid => Directory.Exists($"/proc/{pid}/fd") ? Directory.EnumerateFileSystemEntries($"/proc/{pid}/fd") : [])
            .Select(static path => PosixFile.ReadLink(path) ?? "")];
        Assert.Empty(listening.Intersect(open));
        Assert.True(File.Exists(sandbox.Paths.BrowserLog));
    }

    /// <summary>A browser as it was before it learnt CBOR.</summary>
    private static Task<string> WriteJsonBrowserAsync(BrokerSandbox sandbox) => WriteBrowserAsync(
        sandbox,
        $"for a; do shift; case $a in --remote-debugging-pipe=*) a=--remote-debugging-pipe;; esac; set -- \"$@\" \"$a\"; done; exec {BrokerSandbox.Browser} \"$@\"");

    private static async Task<string> WriteBrowserAsync(BrokerSandbox sandbox, string script)
    {
        string browser = Path.Combine(sandbox.Root, "browser");
        await File.WriteAllTextAsync(browser, $"#!/bin/sh\n{script}\n");
        Assert.Equal(0, Libc.chmod(browser, 0x1C0));
        return browser;
    }

    private static async Task<WireException> FailAsync(BrokerSandbox sandbox, string script, string[]? brokerArguments = null)
    {
        string browser = await WriteBrowserAsync(sandbox, script);
        WirePeer host = await sandbox.JoinAsync(BrokerSandbox.Hello(executable: browser), brokerArguments);
        return await Assert.ThrowsAsync<WireException>(() => host.CreateViewAsync());
    }
}
