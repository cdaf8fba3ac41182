using System;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;

namespace Oriel.Samples.ProcessEvents.Update;

/// <summary>A window with one page that is made anew in a new version of the browser. A version is the browser process's: it changes when the old process has ended, and a new environment is asked for.</summary>
internal sealed class UpdatingWindow
{
    /// <summary>HWND_MESSAGE: there is no window to show the page in.</summary>
    private static readonly IntPtr s_noWindow = new(-3);

    private readonly string _userDataFolder;
    private readonly TaskCompletionSource _newVersion = new();
    private CoreWebView2Environment _environment;
    private CoreWebView2Controller? _controller;

    private UpdatingWindow(string userDataFolder, CoreWebView2Environment environment)
    {
        _userDataFolder = userDataFolder;
        _environment = environment;
    }

    /// <summary>Complete when a version has been installed that the page does not run in.</summary>
    public Task NewVersion => _newVersion.Task;

    public static async Task<UpdatingWindow> OpenAsync(string userDataFolder, string uri)
    {
        UpdatingWindow window = new(userDataFolder, await CoreWebView2Environment.CreateAsync(null, userDataFolder));
        await window.ShowAsync(uri);
        return window;
    }

    /// <summary>Closes the page, and shows it again in the browser's new version.</summary>
    /// <remarks>Up to the page's end it runs at once, so that whoever calls this for several windows has closed all of them before any goes on.</remarks>
    public async Task MoveToNewVersionAsync()
    {
        if (_controller is null)
        {
            throw new InvalidOperationException("The window shows no page.");
        }

        // What is to be the same again afterwards.
        string uri = _controller.CoreWebView2.Source;
        Task exited = BrowserExitAsync();
        Close();
        await exited;

        // An environment keeps the version that was installed when it was made.
        _environment = await CoreWebView2Environment.CreateAsync(null, _userDataFolder);
        await ShowAsync(uri);
    }

    public void Close()
    {
        _controller?.Close();
        _controller = null;
    }

    private async Task ShowAsync(string uri)
    {
        _environment.NewBrowserVersionAvailable += (_, _) => _newVersion.TrySetResult();
        _controller = await _environment.CreateCoreWebView2ControllerAsync(s_noWindow);
        CoreWebView2 page = _controller.CoreWebView2;
        TaskCompletionSource<bool> loaded = new();
        page.NavigationCompleted += (_, e) => loaded.TrySetResult(e.IsSuccess);
        page.Navigate(uri);
        Console.WriteLine(await loaded.Task
            ? $"Shows {page.Source} in version {_environment.BrowserVersionString}, browser {page.BrowserProcessId}."
            : $"Cannot show {uri}.");
    }

    private Task BrowserExitAsync()
    {
        TaskCompletionSource exited = new();
        CoreWebView2Environment environment = _environment;
        void OnExited(object? sender, CoreWebView2BrowserProcessExitedEventArgs e)
        {
            environment.BrowserProcessExited -= OnExited;
            exited.SetResult();
        }

        environment.BrowserProcessExited += OnExited;
        return exited.Task;
    }
}
