using System;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.TestKit;
using Oriel.TestKit.Site;
using Xunit;

namespace Oriel.Conformance.Support;

/// <summary>One user data folder, browser and web site for the tests of a class. A view of its own keeps the browser alive between tests.</summary>
public class BrowserFixture : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly TaskCompletionSource _isOver = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _keeper = Task.CompletedTask;

    public CoreWebView2Environment Environment { get; private set; } = null!;

    internal TestSite Site { get; } = new();

    internal string UserDataFolder => _folder.Combine("data");

    private protected TempFolder Folder => _folder;

    private protected virtual CoreWebView2EnvironmentOptions? Options => null;

    public virtual async Task InitializeAsync()
    {
        TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _keeper = PumpThread.RunAsync("keeper", () => KeepAsync(ready));
        await await Task.WhenAny(ready.Task, _keeper).WaitAsync(BrowserTests.Deadline);
    }

    public virtual async Task DisposeAsync()
    {
        _isOver.TrySetResult();
        await _keeper.WaitAsync(BrowserTests.Deadline);
        await Site.DisposeAsync();
        await _folder.DisposeAsync();
    }

    /// <returns>The folder of the browser; null for the installed one.</returns>
    private protected virtual Task<string?> FindBrowserAsync() => Task.FromResult<string?>(null);

    /// <returns>Where the view is that keeps the browser.</returns>
    private protected virtual Task<IntPtr> FindParentAsync() => Task.FromResult(TestView.NoWindow);

    private async Task KeepAsync(TaskCompletionSource ready)
    {
        Environment = await CoreWebView2Environment.CreateAsync(await FindBrowserAsync(), UserDataFolder, Options);
        CoreWebView2Controller controller = await Environment.CreateCoreWebView2ControllerAsync(await FindParentAsync());
        TaskCompletionSource exited = new();
        Environment.BrowserProcessExited += (_, _) => exited.TrySetResult();
        ready.SetResult();
        await _isOver.Task;
        controller.Close();

        // The folder can be deleted only when the browser has let go of it.
        await exited.Task;
    }
}
