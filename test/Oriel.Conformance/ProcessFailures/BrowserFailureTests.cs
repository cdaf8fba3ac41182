using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Oriel.TestKit.Hosts;
using Oriel.TestKit.Processes;
using Oriel.TestKit.Users;
using Xunit;
using Kind = Microsoft.Web.WebView2.Core.CoreWebView2ProcessFailedKind;
using Reason = Microsoft.Web.WebView2.Core.CoreWebView2ProcessFailedReason;

namespace Oriel.Conformance.ProcessFailures;

/// <summary>The browser process ends without having been asked.</summary>
public sealed class BrowserFailureTests : FailureTests
{
    [Theory]
    [Behaviour(41), Behaviour(42), Behaviour(43), Behaviour(50), Behaviour(53), Behaviour(54), Behaviour(127)]
    [InlineData(Signal.Kill, Reason.Terminated, 137)]
    [InlineData(Signal.Terminate, Reason.NormalExit, 0)]
    [InlineData(Signal.SegmentationFault, Reason.Crashed, 139)]
    [InlineData(Signal.Abort, Reason.Crashed, 134)]
    [InlineData(Signal.Trap, Reason.Crashed, 133)]
    public Task Every_view_is_closed_and_told_once_and_then_the_environment(Signal signal, Reason reason, int exitCode) =>
        FailAsync(new Death(signal, exitCode, reason, LeavesDump: reason == Reason.Crashed));

    [RootTheory]
    [Behaviour(42), Behaviour(43), Behaviour(50), Behaviour(53)]
    [InlineData(0)]
    [InlineData(1)]
    public Task When_it_exits_its_status_is_told(int status) => FailAsync(Death.Exits(status));

    private Task FailAsync(Death death) => RunAsync(async (view, failures) =>
    {
        HostView inOtherHost = await OpenInAnotherHostAsync();

        List<string> order = [];
        TestView second = await view.OpenAnotherAsync();
        FailureLog secondFailures = new(second.Web);
        TestView closed = await view.OpenAnotherAsync();
        FailureLog closedFailures = new(closed.Web);
        closed.Close();
        TaskCompletionSource<CoreWebView2BrowserProcessExitedEventArgs> exited = new();
        view.Environment.BrowserProcessExited += (_, e) =>
        {
            order.Add("environment");
            exited.TrySetResult(e);
        };
        foreach (TestView each in new[] { view, second })
        {
            each.Web.ProcessFailed += (_, _) =>
            {
                order.Add("view");
                AssertClosed(() => _ = each.Web.Source);
                each.Web.ProcessFailed -= Nothing;
                each.Controller.Close();
            };
        }

        int browser = (int)view.Web.BrowserProcessId;
        Task<string> script = view.Web.ExecuteScriptAsync("for (;;) ;");

        death.Strike(browser);

        string folder = view.Environment.FailureReportFolderPath;
        CoreWebView2ProcessFailedEventArgs told = await failures.ExpectAsync(Kind.BrowserProcessExited, death, browser, folder);
        await secondFailures.ExpectAsync(Kind.BrowserProcessExited, death, browser, folder);
        JsonObject toldOther = await NextFailureAsync(inOtherHost);
        Assert.Equal(
            ("BrowserProcessExited", death.Reason.ToString(), death.ExitCode, told.CrashReport?.CrashReportId),
            (toldOther["kind"]!.GetValue<string>(), toldOther["reason"]!.GetValue<string>(), toldOther["exitCode"]!.GetValue<int>(), toldOther["report"]?["id"]!.GetValue<string>()));
        CoreWebView2BrowserProcessExitedEventArgs exit = await exited.Task;
        Assert.Equal(((uint)browser, CoreWebView2BrowserProcessExitKind.Failed), (exit.BrowserProcessId, exit.BrowserProcessExitKind));
        await Assert.ThrowsAnyAsync<Exception>(() => script);
        Assert.Equal(["view", "view", "environment"], order);
        Assert.Equal((1, 1, 0), (failures.All.Count, secondFailures.All.Count, closedFailures.All.Count));
    });

    [Theory]
    [Behaviour(42), Behaviour(43)]
    [InlineData(false)]
    [InlineData(true)]
    public Task A_broker_that_is_killed_takes_the_browser_along(bool andBrowser) => RunAsync(async (view, failures) =>
    {
        int browser = (int)view.Web.BrowserProcessId;
        ProcessTable.Send(Broker().Id, Signal.Kill);
        if (andBrowser)
        {
            ProcessTable.Send(browser, Signal.Kill);
        }

        await failures.ExpectAsync(Kind.BrowserProcessExited, Reason.Unexpected, 1);
        AssertClosed(() => _ = view.Web.Source);
        await GoneAsync(browser);
        Assert.Single(failures.All);
    });

    /// <summary>The process that was started as the browser lives; what had the pipe does not.</summary>
    [Fact]
    [Behaviour(42), Behaviour(43)]
    public Task One_that_lives_on_without_its_pipe_is_lost_all_the_same() => OnUiThreadAsync(async () =>
    {
        string bin = Folder.Combine("bin");
        string program = Path.Combine(Directory.CreateDirectory(bin).FullName, "chromium");
        await File.WriteAllTextAsync(program, """
            #!/bin/sh
            [ "$1" = --version ] && exec /usr/bin/chromium --version
            /usr/bin/chromium "$@" &
            exec sleep 600 3<&- 4>&-
            """);
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(bin, UserDataFolder);
        TaskCompletionSource exited = new();
        environment.BrowserProcessExited += (_, _) => exited.SetResult();
        TestView view = await TestView.OpenAsync(environment);
        FailureLog failures = new(view.Web);
        int browser = (int)view.Web.BrowserProcessId;

        long since = Stopwatch.GetTimestamp();
        ProcessTable.Send(Assert.Single(ProcessTable.ChildrenOf(browser)).Id, Signal.Kill);

        await failures.ExpectAsync(Kind.BrowserProcessExited, Reason.Unexpected, 1);
        Assert.True(Stopwatch.GetElapsedTime(since) > TimeSpan.FromSeconds(2.5), "It was told before the process had been given its time to end.");
        AssertClosed(() => _ = view.Web.Source);
        Assert.True(ProcessTable.IsRunning(browser));
        Assert.False(exited.Task.IsCompleted);
        ProcessTable.Send(browser, Signal.Kill);
        await exited.Task;
        Assert.Single(failures.All);
    });

    [Fact]
    [Behaviour(52)]
    public Task A_normal_end_is_no_failure() => OnUiThreadAsync(async () =>
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, UserDataFolder);
        TaskCompletionSource exited = new();
        environment.BrowserProcessExited += (_, _) => exited.SetResult();
        TestView view = await TestView.OpenAsync(environment);
        FailureLog failures = new(view.Web);
        TestView second = await view.OpenAnotherAsync();
        FailureLog secondFailures = new(second.Web);
        await view.NavigateAsync(Site.Html("/normal", "normal"));
        await second.NavigateAsync(Site.Html("/other", "other", "b.localhost"));

        second.Close();
        view.Close();
        await exited.Task;

        Assert.Empty(failures.All);
        Assert.Empty(secondFailures.All);
    });

    [Fact]
    public Task The_environment_waits_for_the_handlers_of_views_on_other_threads() => RunAsync(async (view, failures) =>
    {
        List<string> order = [];
        TaskCompletionSource opened = new();
        TaskCompletionSource told = new();
        Task other = PumpThread.RunAsync("other", async () =>
        {
            TestView view2 = await TestView.OpenAsync(view.Environment);
            using Process browser = Process.GetProcessById((int)view2.Web.BrowserProcessId);
            view2.Web.ProcessFailed += (_, _) =>
            {
                // The exit could be told by then.
                browser.WaitForExit();
                lock (order)
                {
                    order.Add("view");
                }

                told.SetResult();
            };
            opened.SetResult();
            await told.Task;
        });
        await opened.Task;
        TaskCompletionSource exited = new();
        view.Environment.BrowserProcessExited += (_, _) =>
        {
            lock (order)
            {
                order.Add("environment");
            }

            exited.SetResult();
        };

        ProcessTable.Send((int)view.Web.BrowserProcessId, Signal.Kill);
        await exited.Task;
        await other;

        Assert.Equal(["view", "environment"], order);
    });

    private static void Nothing(object? sender, CoreWebView2ProcessFailedEventArgs args)
    {
    }

    private static void AssertClosed(Action call)
    {
        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(call);
        Assert.Equal(Codes.InvalidState, Assert.IsType<COMException>(thrown.InnerException).HResult);
    }
}
