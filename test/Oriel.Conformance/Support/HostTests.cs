using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Oriel.TestKit;
using Oriel.TestKit.Hosts;
using Oriel.TestKit.Processes;
using Xunit;

namespace Oriel.Conformance.Support;

/// <summary>
/// Tests with host apps in processes of their own and a user data folder. What they started has ended, and the folder is gone, when a test is
/// over: the end of the folder waits for everyone who names it and fails if somebody stays.
/// </summary>
public abstract class HostTests : IAsyncLifetime
{
    private readonly List<HostApp> _hosts = [];
    private readonly TempFolder _folder = new("udf");
    private readonly CancellationTokenSource _bound;

    /// <summary>Starts the clock.</summary>
    protected HostTests() => _bound = new CancellationTokenSource(Patience);

    /// <summary>The user data folder; it is not made yet.</summary>
    private protected string UserDataFolder => _folder.Combine("data");

    private protected TempFolder Folder => _folder;

    /// <summary>Reached by nothing that works, on however busy a machine.</summary>
    private protected virtual TimeSpan Patience => TimeSpan.FromSeconds(100);

    /// <summary>Gives up on what never happens.</summary>
    private protected CancellationToken Bound => _bound.Token;

    /// <inheritdoc/>
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc/>
    public virtual async Task DisposeAsync()
    {
        await Task.WhenAll(_hosts.Select(host => host.DisposeAsync().AsTask()));
        await _folder.DisposeAsync();
        _bound.Dispose();
    }

    /// <summary>Starts a host app; it ends with the test.</summary>
    private protected HostApp StartHost(HostOptions? options = null)
    {
        HostApp host = HostApp.Start(options);
        _hosts.Add(host);
        return host;
    }

    /// <summary>Ends a host app before the test is over.</summary>
    private protected async Task StopHostAsync(HostApp host)
    {
        _hosts.Remove(host);
        await host.DisposeAsync();
    }

    /// <summary>Starts a host app that needs to be told about nothing but the folder.</summary>
    private protected async Task<HostEnvironment> StartEnvironmentAsync(JsonObject? options = null, HostOptions? host = null) =>
        await StartHost(host).CreateEnvironmentAsync(UserDataFolder, options, cancellation: Bound);

    /// <summary>Starts an app that listens for the end of the browser, and creates a view.</summary>
    private protected async Task<(HostEnvironment Environment, HostView View)> StartViewAsync(JsonObject? options = null, HostOptions? host = null)
    {
        HostEnvironment environment = await StartEnvironmentAsync(options, host);
        await environment.ListenAsync("BrowserProcessExited", Bound);
        return (environment, await environment.CreateViewAsync(cancellation: Bound));
    }

    /// <summary>Runs a test on a UI thread in this process.</summary>
    private protected Task OnUiThreadAsync(Func<Task> body) => PumpThread.RunAsync("test", body).WaitAsync(Bound);

    /// <summary>The one broker of the folder.</summary>
    private protected ProcessEntry Broker() => Assert.Single(Brokers());

    private protected ProcessEntry[] Brokers() =>
        [.. ProcessTable.Read().Where(process => process.Arguments.SkipWhile(argument => argument != "serve").Skip(1).FirstOrDefault() == UserDataFolder)];

    /// <summary>The broker, the browser and all that these started.</summary>
    private protected IReadOnlyList<ProcessEntry> Group()
    {
        ProcessEntry broker = Broker();
        return [broker, .. ProcessTable.DescendantsOf(broker.Id).Where(process => !process.IsZombie)];
    }

    /// <summary>Waits until a process is gone, by the kernel's word.</summary>
    private protected async Task GoneAsync(int processId) =>
        Assert.True(await ProcessTable.WaitForExitAsync(processId, Patience, Bound), $"Process {processId} stayed: {ProcessTable.Find(processId)}");

    /// <summary>The members of a closed view say so with the official exception.</summary>
    private protected async Task AssertClosedAsync(HostView view)
    {
        HostFailureException failure = await Assert.ThrowsAsync<HostFailureException>(() => view.CallAsync("source", cancellation: Bound));
        Assert.Equal("System.InvalidOperationException", failure.Type);
        HostFailureException inner = Assert.IsType<HostFailureException>(failure.InnerException);
        Assert.Equal(Codes.InvalidState, inner.HResult);
    }

    private protected async Task<(int ProcessId, string Kind)> NextExitAsync(HostApp host)
    {
        HostEvent exited = await host.NextEventAsync("BrowserProcessExited", Bound);
        return (exited.Args["pid"]!.GetValue<int>(), exited.Args["kind"]!.GetValue<string>());
    }
}
