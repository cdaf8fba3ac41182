using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Conformance.Processes;

/// <summary>The processes of a browser, as an environment knows them.</summary>
public sealed class ProcessInfoTests : HostTests
{
    [Fact, Behaviour(69), Behaviour(71)]
    public Task They_are_all_of_the_folder_from_the_first_view_on_and_none_after_the_last() => OnUiThreadAsync(async () =>
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, UserDataFolder);
        TaskCompletionSource exited = new();
        environment.BrowserProcessExited += (_, _) => exited.SetResult();
        Assert.Empty(environment.GetProcessInfos());

        CoreWebView2Controller controller = await environment.CreateCoreWebView2ControllerAsync(TestView.NoWindow);
        IReadOnlyList<CoreWebView2ProcessInfo> processes = environment.GetProcessInfos();

        Assert.Equal((int)controller.CoreWebView2.BrowserProcessId, Assert.Single(processes, static process => process.Kind == CoreWebView2ProcessKind.Browser).ProcessId);
        Assert.Equal(CoreWebView2ProcessKind.Browser, processes[0].Kind);
        Assert.All(processes, static process => Assert.DoesNotContain("crashpad_handler", ReadCommandLine(process.ProcessId), StringComparison.Ordinal));
        CoreWebView2Environment other = await CoreWebView2Environment.CreateAsync(null, UserDataFolder);
        CoreWebView2Controller second = await other.CreateCoreWebView2ControllerAsync(TestView.NoWindow);
        Assert.Equal(processes[0].ProcessId, other.GetProcessInfos()[0].ProcessId);
        second.Close();
        controller.Close();
        await exited.Task;
        Assert.Empty(environment.GetProcessInfos());
    });

    [Fact, Behaviour(70)]
    public Task A_start_is_told_while_the_browser_never_falls_silent() => OnUiThreadAsync(async () =>
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, UserDataFolder);
        CoreWebView2Controller controller = await environment.CreateCoreWebView2ControllerAsync(TestView.NoWindow);
        await controller.CoreWebView2.ExecuteScriptAsync("setInterval(() => chrome.webview.postMessage(1), 20); 1");
        HashSet<int> known = [];
        for (int i = 0; i < 2; i++)
        {
            // A thread of the browser starts it, not the zygote.
            CoreWebView2ProcessInfo network = await WaitAsync(
                environment, process => !known.Contains(process.ProcessId) && ReadCommandLine(process.ProcessId).Contains("--utility-sub-type=network.mojom.NetworkService", StringComparison.Ordinal));
            known.Add(network.ProcessId);
            using Process process = Process.GetProcessById(network.ProcessId);
            process.Kill();
        }

        controller.Close();
    });

    [Theory, Behaviour(70)]
    [InlineData(CoreWebView2ProcessKind.Gpu)]
    [InlineData(CoreWebView2ProcessKind.Utility)]
    [InlineData(CoreWebView2ProcessKind.Renderer)]
    public Task Each_end_and_each_start_is_told(CoreWebView2ProcessKind kind) => OnUiThreadAsync(async () =>
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, UserDataFolder);
        CoreWebView2Controller controller = await environment.CreateCoreWebView2ControllerAsync(TestView.NoWindow);
        await controller.CoreWebView2.ExecuteScriptAsync("1");
        int victim = (await WaitAsync(environment, process => process.Kind == kind)).ProcessId;
        HashSet<int> before = [.. environment.GetProcessInfos().Select(static process => process.ProcessId)];

        using (Process process = Process.GetProcessById(victim))
        {
            process.Kill();
        }

        await WaitUntilAsync(environment, processes => processes.All(process => process.ProcessId != victim));
        if (kind == CoreWebView2ProcessKind.Renderer)
        {
            controller.CoreWebView2.Reload();
        }

        // The page may come to live in a renderer that was there in reserve.
        _ = await WaitAsync(environment, process => process.Kind == kind && (kind == CoreWebView2ProcessKind.Renderer ? process.ProcessId != victim : !before.Contains(process.ProcessId)));
        controller.Close();
    });

    private static async Task<CoreWebView2ProcessInfo> WaitAsync(CoreWebView2Environment environment, Func<CoreWebView2ProcessInfo, bool> isWanted)
    {
        await WaitUntilAsync(environment, processes => processes.Any(isWanted));
        return environment.GetProcessInfos().First(isWanted);
    }

    private static async Task WaitUntilAsync(CoreWebView2Environment environment, Func<IReadOnlyList<CoreWebView2ProcessInfo>, bool> isSo)
    {
        TaskCompletionSource so = new();
        environment.ProcessInfosChanged += Look;
        Look(environment, null!);
        await so.Task.WaitAsync(BrowserTests.Deadline);
        environment.ProcessInfosChanged -= Look;

        void Look(object? sender, object arguments)
        {
            Assert.Same(environment, sender);
            Assert.Null(arguments);
            if (isSo(environment.GetProcessInfos()))
            {
                so.TrySetResult();
            }
        }
    }

    private static string ReadCommandLine(int processId)
    {
        string path = $"/proc/{processId}/cmdline";
        try
        {
            return System.IO.File.ReadAllText(path);
        }
        catch (System.IO.IOException)
        {
            // It has ended meanwhile.
            return "";
        }
    }
}
