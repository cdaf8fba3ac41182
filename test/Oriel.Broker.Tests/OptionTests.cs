using System.Threading.Tasks;
using Oriel.Broker.Clients;
using Oriel.Broker.Tests.Support;
using Oriel.Broker.Windows;
using Oriel.Ipc;
using Oriel.Protocol.Cdp;
using Xunit;

namespace Oriel.Broker.Tests;

public sealed class OptionTests
{
    [Fact]
    public async Task Other_options_are_refused_with_name_values_and_holders()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer first = await sandbox.JoinAsync(BrokerSandbox.Hello("editor", [new("Language", "de"), new("TargetCompatibleBrowserVersion", "1")]));
        WirePeer equal = await sandbox.JoinAsync(BrokerSandbox.Hello("viewer", [new("TargetCompatibleBrowserVersion", "1"), new("Language", "de")]));
        WirePeer different = await sandbox.JoinAsync(BrokerSandbox.Hello("mailer", [new("Language", "fr"), new("TargetCompatibleBrowserVersion", "1")]));
        BrokerDomain.CreateViewResult view = await first.CreateViewAsync();
        BrokerDomain.CreateViewResult another = await equal.CreateViewAsync();
        WireException refusal = await Assert.ThrowsAsync<WireException>(() => different.CreateViewAsync());
        Assert.Equal(HResults.InvalidState, refusal.Error.Code);
        foreach (string part in new[] { "Language", "'de'", "'fr'", $"editor (PID {System.Environment.ProcessId})", "viewer" })
        {
            Assert.Contains(part, refusal.Error.Message);
        }

        // When nobody holds the folder any more, anyone's options will do.
        await first.CloseViewAsync(view.ViewId);
        await equal.CloseViewAsync(another.ViewId);
        await different.CreateViewAsync();
    }

    [Fact]
    public async Task Options_differ_from_the_moment_that_somebody_wants_a_view()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer first = await sandbox.JoinAsync(BrokerSandbox.Hello("first", [new("Language", "de")]));
        WirePeer second = await sandbox.JoinAsync(BrokerSandbox.Hello("second", [new("Language", "fr")]));
        Task<BrokerDomain.CreateViewResult> view = first.CreateViewAsync();
        await first.GetProcessesAsync();
        WireException refusal = await Assert.ThrowsAsync<WireException>(() => second.CreateViewAsync());
        Assert.Contains("first", refusal.Error.Message);
        await view;
    }

    [Fact]
    public void Exclusive_access_lets_nobody_else_in()
    {
        EnvironmentGuard guard = new();
        HostProfile holder = Host(1, exclusive: true);
        guard.Bind(holder, display: null);
        Assert.Null(guard.FindConflict(Host(1, exclusive: true), display: null, [holder]));
        Assert.Contains("exclusive", guard.FindConflict(Host(2, exclusive: true), display: null, [holder]));
        Assert.Contains("ExclusiveUserDataFolderAccess", guard.FindConflict(Host(2, exclusive: false), display: null, [holder]));
        Assert.Null(guard.FindConflict(Host(2, exclusive: true), display: null, []));
        guard.Release();
        Assert.Null(guard.FindConflict(Host(2, exclusive: false), display: null, []));
    }

    [Fact]
    public void Another_browser_is_another_option()
    {
        EnvironmentGuard guard = new();
        guard.Bind(Host(1, executable: "/a"), display: null);
        string? conflict = guard.FindConflict(Host(2, executable: "/b"), display: null, []);
        Assert.Contains("'/a'", conflict);
        Assert.Contains("'/b'", conflict);
    }

    [Fact]
    public void A_browser_has_one_display_or_none()
    {
        EnvironmentGuard guard = new();
        guard.Bind(Host(1), new BrowserDisplay(":1", null));
        Assert.Null(guard.FindConflict(Host(2), display: null, []));
        Assert.Null(guard.FindConflict(Host(2), new BrowserDisplay(":1.0", null), []));
        string? conflict = guard.FindConflict(Host(2), new BrowserDisplay(":2", null), []);
        Assert.Contains("':1'", conflict);
        Assert.Contains("':2'", conflict);

        guard.Release();
        guard.Bind(Host(1), display: null);
        Assert.Contains("without a window", guard.FindConflict(Host(2), new BrowserDisplay(":1", null), []));
    }

    private static HostProfile Host(int processId, bool exclusive = false, string executable = "/browser") =>
        new(processId, BrokerSandbox.Hello($"host{processId}", exclusive: exclusive, executable: executable));
}
