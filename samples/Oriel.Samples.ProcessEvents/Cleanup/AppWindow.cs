using System;
using System.IO;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;

namespace Oriel.Samples.ProcessEvents.Cleanup;

/// <summary>
/// A window with one page that removes its user data folder when the page is closed. The browser holds the folder until its last process has ended, so the folder is removed when BrowserProcessExited
/// says so, and only if it is the browser of the newest page that has ended: another one may have been started on the folder since.
/// </summary>
internal sealed class AppWindow
{
    /// <summary>HWND_MESSAGE: there is no window to show the page in.</summary>
    private static readonly IntPtr s_noWindow = new(-3);

    private readonly TaskCompletionSource _removed = new();

    /// <summary>Kept up to the end of its browser, because it is what tells of it.</summary>
    private readonly CoreWebView2Environment _environment;
    private CoreWebView2Controller? _controller;

    /// <summary>The browser that serves the newest page; 0 while a page is being made, which may bring a new one.</summary>
    private uint _newestBrowser;

    private AppWindow(CoreWebView2Environment environment)
    {
        _environment = environment;
        _environment.BrowserProcessExited += OnBrowserProcessExited;
    }

    /// <summary>Complete when the folder has been removed.</summary>
    public Task Removed => _removed.Task;

    public static async Task<AppWindow> OpenAsync(string userDataFolder)
    {
        AppWindow window = new(await CoreWebView2Environment.CreateAsync(null, userDataFolder));
        await window.OpenPageAsync();
        return window;
    }

    public async Task OpenPageAsync()
    {
        ClosePage();
        _newestBrowser = 0;
        _controller = await _environment.CreateCoreWebView2ControllerAsync(s_noWindow);

        // It cannot have ended yet as far as this app is concerned: nothing was closed, and no failure can have been told.
        _newestBrowser = _controller.CoreWebView2.BrowserProcessId;
        Console.WriteLine($"Open, browser {_newestBrowser}.");
    }

    public void ClosePage()
    {
        _controller?.Close();
        _controller = null;
    }

    private void OnBrowserProcessExited(object? sender, CoreWebView2BrowserProcessExitedEventArgs e)
    {
        if (e.BrowserProcessId != _newestBrowser)
        {
            Console.WriteLine($"Browser {e.BrowserProcessId} has ended. A newer one prevents the cleanup of the user data folder.");
        }
        else if (e.BrowserProcessExitKind != CoreWebView2BrowserProcessExitKind.Normal)
        {
            // What is to be done after a failure is for whoever handles ProcessFailed; the two must not work against each other.
            Console.WriteLine($"Browser {e.BrowserProcessId} has failed. The user data folder stays.");
        }
        else
        {
            _environment.BrowserProcessExited -= OnBrowserProcessExited;
            Directory.Delete(_environment.UserDataFolder, recursive: true);
            Console.WriteLine($"Browser {e.BrowserProcessId} has ended. The user data folder is removed.");
            _removed.SetResult();
        }
    }
}
