using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Benchmarks.Harness;
using Oriel.TestKit.Displays;

namespace Oriel.Benchmarks.Windows;

/// <summary>A display of its own with a window manager, and an environment of an app there.</summary>
internal sealed class WindowStage : IAsyncDisposable
{
    private static readonly TimeSpan s_exitBound = TimeSpan.FromSeconds(30);

    private readonly TestDisplay _display;
    private readonly ScratchFolder _folder = new();
    private readonly List<CoreWebView2Controller> _controllers = [];

    private WindowStage(TestDisplay display)
    {
        _display = display;
        Screen = new DisplayClient(display);
    }

    public DisplayClient Screen { get; }

    public CoreWebView2Environment Environment { get; private set; } = null!;

    public static async Task<WindowStage> OpenAsync()
    {
        TestDisplay display = await TestDisplay.StartAsync();
        display.Enter();
        WindowStage stage = new(display);
        stage.Environment = await CoreWebView2Environment.CreateAsync("/usr/bin", stage._folder.Path);
        return stage;
    }

    /// <summary>Closed with this one.</summary>
    public CoreWebView2Controller Keep(CoreWebView2Controller controller)
    {
        _controllers.Add(controller);
        return controller;
    }

    public async ValueTask DisposeAsync()
    {
        if (_controllers.Count > 0)
        {
            TaskCompletionSource exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
            Environment.BrowserProcessExited += (_, _) => exited.TrySetResult();
            _controllers.ForEach(static controller => controller.Close());
            await exited.Task.WaitAsync(s_exitBound);
        }

        _folder.Dispose();
        Screen.Dispose();
        _display.Leave();
        await _display.DisposeAsync();
    }
}
