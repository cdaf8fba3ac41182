using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.Diagnostics;
using Oriel.TestKit.Hosts;
using Oriel.TestKit.Processes;
using Oriel.TestKit.Site;
using Xunit;
using HostView = Oriel.TestKit.Hosts.HostView;

namespace Oriel.Conformance.ProcessFailures;

/// <summary>Tests that end processes of a browser of their own.</summary>
public abstract class FailureTests : HostTests
{
    private string? _arguments;
    private HostView? _other;
    private int _otherThread;

    private protected TestSite Site { get; } = new();

    /// <summary>No test waits longer, whatever it waits for.</summary>
    private protected virtual TimeSpan BodyBound => BrowserTests.Deadline;

    /// <inheritdoc/>
    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Site.DisposeAsync();
    }

    /// <summary>Runs the body of a test with a view, whose browser is gone when this completes.</summary>
    private protected Task RunAsync(Func<TestView, FailureLog, Task> body, string? arguments = null) => OnUiThreadAsync(async () =>
    {
        _arguments = arguments;
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, UserDataFolder, new CoreWebView2EnvironmentOptions(arguments));
        TaskCompletionSource exited = new();
        environment.BrowserProcessExited += (_, _) => exited.TrySetResult();
        TestView view = await TestView.OpenAsync(environment);
        FailureLog failures = new(view.Web);
        try
        {
            await body(view, failures).WaitAsync(BodyBound);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"The test did not end in time. Told so far: {failures}", late);
        }
        finally
        {
            view.Close();
            if (_other is not null)
            {
                await StopHostAsync(_other.App);
            }

            await exited.Task.WaitAsync(BrowserTests.Deadline);
        }
    });

    /// <summary>The process that the frame with the address lives in.</summary>
    private protected static async Task<int> RendererOfAsync(TestView view, string uri)
    {
        ProcessMap map = await ProcessMap.GetAsync(view.Environment);
        Assert.True(map.AreFramesKnown);
        return map.Processes.Single(process => process.Frames.Any(frame => frame.Uri == uri)).ProcessId;
    }

    /// <summary>Sends a signal to the process that the frame with the address lives in.</summary>
    private protected static async Task KillAsync(TestView view, string uri, Signal signal) => ProcessTable.Send(await RendererOfAsync(view, uri), signal);

    /// <summary>A process of the browser that has the text in its command line, and is none of the others.</summary>
    private protected static async Task<int> FindAsync(TestView view, string argument, IReadOnlyCollection<int> others)
    {
        TaskCompletionSource changed = new();
        void OnChanged(object? sender, object args) => changed.TrySetResult();
        view.Environment.ProcessInfosChanged += OnChanged;
        try
        {
            while (true)
            {
                changed = new TaskCompletionSource();
                int found = view.Environment.GetProcessInfos().Select(static info => info.ProcessId).FirstOrDefault(id =>
                    !others.Contains(id) && ProcessTable.Find(id) is { } process && string.Join(' ', process.Arguments).Contains(argument, StringComparison.Ordinal));
                if (found != 0)
                {
                    return found;
                }

                await changed.Task;
            }
        }
        finally
        {
            view.Environment.ProcessInfosChanged -= OnChanged;
        }
    }

    /// <summary>Another process has a view in the same browser, and listens.</summary>
    private protected async Task<HostView> OpenInAnotherHostAsync()
    {
        HostEnvironment environment = await StartEnvironmentAsync(_arguments is null ? null : new JsonObject { ["arguments"] = _arguments });
        HostView view = _other = await environment.CreateViewAsync(cancellation: Bound);
        await view.ListenAsync("ProcessFailed", Bound);
        _otherThread = (await view.App.CallAsync("thread", cancellation: Bound))!.GetValue<int>();
        return view;
    }

    /// <summary>The next failure of a view in another process.</summary>
    private protected async Task<JsonObject> NextFailureAsync(HostView view)
    {
        JsonObject args = (await view.App.NextEventAsync("ProcessFailed", Bound)).Args;
        Assert.Equal(_otherThread, args["thread"]!.GetValue<int>());
        return args;
    }

    /// <summary>All failures of a view in another process that nobody has asked for.</summary>
    private protected async Task<List<JsonObject>> FailuresOfAsync(HostView view)
    {
        // Whatever the browser and its broker have said before is told before that.
        await view.RunScriptAsync("1", Bound);
        List<JsonObject> failures = [];
        while (view.App.TryNextEvent("ProcessFailed") is { } failure)
        {
            failures.Add(failure.Args);
        }

        return failures;
    }
}
