using System;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Connections;
using Oriel.Client.Environments;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Environments;

namespace Oriel.Recovery;

/// <summary>
/// What needs the browser of a user data folder to end, whichever apps use it: each is one call. All apps agree first: those that use <see cref="ViewRecovery"/> for all their views do so unless
/// <see cref="ViewRecovery.BrowserExitRequested"/> is cancelled; one that does not use it has to close its views itself. When all have agreed, all close their views; when the browser is gone and what was wanted is done, all get them back.
/// </summary>
/// <remarks>
/// Thread: that of the environment, but for <see cref="WaitForBrowserExitAsync(string, CancellationToken)"/>. Nothing is closed before all have agreed, so a call that fails until then has disturbed nobody. One call at a time on a folder: another one, from whichever app, fails with
/// a <see cref="System.Runtime.InteropServices.COMException"/> of 0x8007139F that names the app which was first, and whose request its views take part in.
/// </remarks>
public sealed class EnvironmentRecovery
{
    private readonly EnvironmentKeeper _keeper;

    internal EnvironmentRecovery(EnvironmentKeeper keeper) => _keeper = keeper;

    /// <summary>Raised when another environment has taken the place of <see cref="Environment"/>, because this app or another one called <see cref="MoveToNewVersionAsync"/> or <see cref="RestartWithAsync"/>. Handlers of the old one's events are to be added to the new one.</summary>
    public event EventHandler<EnvironmentReplacedEventArgs> EnvironmentReplaced
    {
        add => Use().EnvironmentReplaced += value;
        remove => Use().EnvironmentReplaced -= value;
    }

    /// <summary>The present environment.</summary>
    public CoreWebView2Environment Environment => Use().Group.Environment!;

    /// <summary>That of an environment.</summary>
    /// <param name="environment">The environment.</param>
    /// <returns>The same one each time, also for an environment that has taken its place.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="environment"/> is null.</exception>
    /// <exception cref="InvalidOperationException">Wrong thread.</exception>
    public static EnvironmentRecovery Of(CoreWebView2Environment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return EnvironmentKeeper.Of(environment.Group(nameof(EnvironmentRecovery))).Public;
    }

    /// <summary>
    /// Waits until nobody uses a user data folder: its browser and every process of it are gone, and the folder can be renamed or deleted. Unlike <see cref="CoreWebView2Environment.BrowserProcessExited"/> it needs no message pump, so it
    /// serves the end of a process, too: the task completes on the thread pool, and a thread that runs no pump may block on it. Thread: any.
    /// </summary>
    /// <param name="userDataFolder">Absolute, or relative to the app's code, as for an environment. It need not exist.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Complete at once if nobody does. While other apps have views on the folder it is not; a browser that follows the present one is waited for, too.</returns>
    /// <exception cref="ArgumentException"><paramref name="userDataFolder"/> is null or empty.</exception>
    /// <exception cref="OperationCanceledException">In the task: the token was cancelled.</exception>
    public static Task WaitForBrowserExitAsync(string userDataFolder, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(userDataFolder);
        return FolderRelease.WaitAsync(UserDataFolder.Resolve(HostContext.Current, userDataFolder).CanonicalPath, cancellationToken);
    }

    /// <summary>Waits until nobody uses the user data folder of an environment; as above. Thread: any.</summary>
    /// <param name="environment">Whichever thread it belongs to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>As above.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="environment"/> is null.</exception>
    /// <exception cref="OperationCanceledException">In the task: the token was cancelled.</exception>
    public static Task WaitForBrowserExitAsync(CoreWebView2Environment environment, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return FolderRelease.WaitAsync(environment.AnyThreadGroup.Settings.UserDataFolder.CanonicalPath, cancellationToken);
    }

    /// <summary>Removes what the browser keeps in the user data folder: the profiles with their cookies, storage, caches, permissions and settings. No app can start a browser on it meanwhile.</summary>
    /// <param name="keepFailureReports">Whether the dumps of crashes stay. They hold parts of the memory of pages, so they go, too, as a rule.</param>
    /// <param name="timeout">For the browser to end; null for 30 seconds.</param>
    /// <param name="cancellationToken">Gives up, until the removal has begun.</param>
    /// <returns>Complete when that is done, and this environment's views are back, as far as there were any.</returns>
    /// <exception cref="TimeoutException">In the task: not in time. The message names the apps that still have views, with their process ids.</exception>
    /// <exception cref="System.Runtime.InteropServices.COMException">In the task. 0x80004004: an app refused, the message says which. 0x8007139F: another call is under way.</exception>
    /// <exception cref="InvalidOperationException">Wrong thread; or views of this environment have no <see cref="ViewRecovery"/>.</exception>
    /// <exception cref="System.IO.IOException">In the task: something could not be removed.</exception>
    public Task ClearUserDataFolderAsync(bool keepFailureReports = false, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        Use().Flow.RunAsync(BrowserExitPurpose.ClearUserDataFolder, options: null, keepFailureReports, timeout, cancellationToken);

    /// <summary>Goes over to the version of the browser that is installed now; to be called after <see cref="CoreWebView2Environment.NewBrowserVersionAvailable"/>.</summary>
    /// <param name="timeout">For the browser to end; null for 30 seconds.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The environment of the new version, when this environment's views are back in it.</returns>
    /// <inheritdoc cref="ClearUserDataFolderAsync" path="/exception"/>
    public Task<CoreWebView2Environment> MoveToNewVersionAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        Use().Flow.RunAsync(BrowserExitPurpose.MoveToNewVersion, options: null, keepFailureReports: true, timeout, cancellationToken);

    /// <summary>Has the browser come back with other options, such as another language. The other apps come back with the same ones.</summary>
    /// <param name="options">All options, not only those that change.</param>
    /// <param name="timeout">For the browser to end; null for 30 seconds.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The environment with these options, when this environment's views are back in it.</returns>
    /// <exception cref="ArgumentException">An option is malformed.</exception>
    /// <inheritdoc cref="ClearUserDataFolderAsync" path="/exception"/>
    public Task<CoreWebView2Environment> RestartWithAsync(CoreWebView2EnvironmentOptions options, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Use().Flow.RunAsync(BrowserExitPurpose.RestartWithOptions, OptionsSnapshot.Of(options), keepFailureReports: true, timeout, cancellationToken);
    }

    /// <summary>Has the browser forget the credentials and the choices of client certificates that it keeps as long as it lives.</summary>
    /// <param name="timeout">For the browser to end; null for 30 seconds.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Complete when this environment's views are back.</returns>
    /// <inheritdoc cref="ClearUserDataFolderAsync" path="/exception"/>
    public Task ClearAuthCacheAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        Use().Flow.RunAsync(BrowserExitPurpose.ClearAuthCache, options: null, keepFailureReports: true, timeout, cancellationToken);

    private EnvironmentKeeper Use([CallerMemberName] string member = "") =>
        _keeper.Group.Dispatcher is { IsOwnThread: false, ThreadId: var owner } ? throw ThreadErrors.WrongThread(nameof(EnvironmentRecovery), member, owner) : _keeper;
}
