using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Benchmarks.Pages;
using Oriel.Diagnostics;
using Oriel.Ipc;
using Oriel.Ipc.Interop;
using Oriel.Ipc.Processes;

namespace Oriel.Benchmarks.Failures;

/// <summary>An app with one view, whose page has a frame of another site, and the death of its processes.</summary>
internal sealed class FailureScene
{
    private static readonly TimeSpan s_bound = TimeSpan.FromMinutes(1);

    private readonly CoreWebView2Environment _environment;
    private readonly CoreWebView2Controller _controller;
    private readonly string _page;
    private readonly string _frame;

    private FailureScene(CoreWebView2Environment environment, CoreWebView2Controller controller, Uri site)
    {
        _environment = environment;
        _controller = controller;
        _page = site.AbsoluteUri;
        _frame = new UriBuilder(site) { Host = "frame.localhost" }.Uri.AbsoluteUri;
    }

    private CoreWebView2 View => _controller.CoreWebView2;

    public static async Task<FailureScene> OpenAsync(string folder, Uri site)
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(Path.GetDirectoryName(ChromiumFlags.Executable), folder);
        return new FailureScene(environment, await environment.CreateCoreWebView2ControllerAsync(new IntPtr(-3)), site);
    }

    /// <summary>Shows the page anew, with its frame.</summary>
    public async Task ShowAsync()
    {
        TaskCompletionSource<bool> completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        void OnCompleted(object? sender, CoreWebView2NavigationCompletedEventArgs args) => completed.TrySetResult(args.IsSuccess);
        View.NavigationCompleted += OnCompleted;
        View.Navigate(_page);
        bool isLoaded = await completed.Task.WaitAsync(s_bound);
        View.NavigationCompleted -= OnCompleted;
        if (!isLoaded)
        {
            throw new IOException($"{_page} did not load.");
        }

        TaskCompletionSource framed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        void OnMessage(object? sender, CoreWebView2WebMessageReceivedEventArgs args) => framed.TrySetResult();
        View.WebMessageReceived += OnMessage;
        await View.ExecuteScriptAsync(
            $"let frame = document.createElement('iframe'); frame.onload = () => chrome.webview.postMessage('framed'); frame.src = '{_frame}'; document.body.append(frame)");
        await framed.Task.WaitAsync(s_bound);
        View.WebMessageReceived -= OnMessage;
    }

    /// <summary>Kills the process with the role, once there is one.</summary>
    /// <returns>How long it took until the kernel told its end on a pidfd, and until the handler was entered, in milliseconds.</returns>
    public async Task<(double Kernel, double Handler)> KillAsync(Victim victim)
    {
        int processId = await FindAsync(victim.Is);
        TaskCompletionSource<long> entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        void OnFailed(object? sender, CoreWebView2ProcessFailedEventArgs args)
        {
            long now = Stopwatch.GetTimestamp();
            if (args.ProcessFailedKind == victim.Kind)
            {
                entered.TrySetResult(now);
            }
        }

        View.ProcessFailed += OnFailed;
        (long begun, long ended) = await Task.Factory.StartNew(() => KillAndWatch(processId), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        long handled = await entered.Task.WaitAsync(s_bound);
        if (victim.Kind != CoreWebView2ProcessFailedKind.BrowserProcessExited)
        {
            View.ProcessFailed -= OnFailed;
        }

        return (Stopwatch.GetElapsedTime(begun, ended).TotalMilliseconds, Stopwatch.GetElapsedTime(begun, handled).TotalMilliseconds);
    }

    /// <summary>Complete when the browser, if it lives, and its group are gone.</summary>
    public async Task CloseAsync(Task exited)
    {
        _controller.Close();
        await exited.WaitAsync(s_bound);
    }

    /// <summary>Complete when the browser has ended, however. Ask before it does.</summary>
    public Task WhenExited()
    {
        TaskCompletionSource exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _environment.BrowserProcessExited += (_, _) => exited.TrySetResult();
        return exited.Task;
    }

    private static (long Begun, long Ended) KillAndWatch(int processId)
    {
        using FileDescriptor process = PidFd.TryOpen(processId) ?? throw new IOException($"Process {processId} has ended by itself.");
        long begun = Stopwatch.GetTimestamp();
        if (Libc.kill(processId, Constants.SIGKILL) != 0)
        {
            throw LibcException.FromLastError($"Cannot kill process {processId}");
        }

        return PidFd.WaitForExit(process, s_bound)
            ? (begun, Stopwatch.GetTimestamp())
            : throw new IOException($"Process {processId} has not ended {s_bound.TotalSeconds} seconds after it was killed.");
    }

    private async Task<int> FindAsync(Func<BrowserProcess, bool> isWanted)
    {
        TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        void OnChanged(object? sender, object args) => changed.TrySetResult();
        _environment.ProcessInfosChanged += OnChanged;
        try
        {
            while (true)
            {
                ProcessMap map = await ProcessMap.GetAsync(_environment);
                if (map.Processes.FirstOrDefault(isWanted) is { } found)
                {
                    return found.ProcessId;
                }

                await changed.Task.WaitAsync(s_bound);
                changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
        finally
        {
            _environment.ProcessInfosChanged -= OnChanged;
        }
    }
}
