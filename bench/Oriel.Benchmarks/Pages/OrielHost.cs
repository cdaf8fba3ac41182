using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;

namespace Oriel.Benchmarks.Pages;

/// <summary>An app's environment with its views, through the public API alone.</summary>
internal sealed class OrielHost
{
    private static readonly TimeSpan s_exitBound = TimeSpan.FromSeconds(30);
    private static readonly IntPtr s_messageWindow = new(-3);

    private readonly CoreWebView2Environment _environment;
    private readonly List<CoreWebView2Controller> _controllers = [];

    private OrielHost(CoreWebView2Environment environment) => _environment = environment;

    public int BrowserProcessId => (int)_controllers[0].CoreWebView2.BrowserProcessId;

    public static async Task<OrielHost> CreateAsync(string folder) =>
        new(await CoreWebView2Environment.CreateAsync(Path.GetDirectoryName(ChromiumFlags.Executable), folder));

    /// <summary>Opens a view; complete with its NavigationCompleted of about:blank.</summary>
    public async Task<CoreWebView2> OpenViewAsync()
    {
        CoreWebView2Controller controller = await _environment.CreateCoreWebView2ControllerAsync(s_messageWindow);
        _controllers.Add(controller);
        CoreWebView2 view = controller.CoreWebView2;
        TaskCompletionSource<CoreWebView2NavigationCompletedEventArgs> completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        view.NavigationCompleted += (_, args) => completed.TrySetResult(args);
        view.Navigate("about:blank");
        CoreWebView2NavigationCompletedEventArgs result = await completed.Task;
        return result.IsSuccess ? view : throw new IOException($"about:blank was not navigated to: {result.WebErrorStatus}.");
    }

    /// <summary>Closes the views while another host goes on with the browser.</summary>
    public void Close()
    {
        foreach (CoreWebView2Controller controller in _controllers)
        {
            controller.Close();
        }
    }

    /// <summary>Closes the views, the last that the browser has, and waits until it has released the folder.</summary>
    public async Task CloseBrowserAsync()
    {
        TaskCompletionSource exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _environment.BrowserProcessExited += (_, _) => exited.TrySetResult();
        Close();
        await exited.Task.WaitAsync(s_exitBound);
    }
}
