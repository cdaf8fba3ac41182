using System;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Connections;
using Oriel.Client.Environments;

namespace Oriel.Recovery;

/// <summary>Waits for the end of a browser where nothing pumps messages any more, as at the end of a process.</summary>
/// <remarks>Thread: any. The tasks complete on the thread pool, so a thread without a message pump may block on them.</remarks>
public static class BrowserExit
{
    /// <summary>Waits until nobody uses a user data folder: its browser and every process of it are gone, and the folder can be renamed or deleted.</summary>
    /// <param name="userDataFolder">Absolute, or relative to the app's code, as for an environment. It need not exist.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Complete at once if nobody does. While other apps have views on the folder it is not; a browser that follows the present one is waited for, too.</returns>
    /// <exception cref="ArgumentException"><paramref name="userDataFolder"/> is null or empty.</exception>
    /// <exception cref="OperationCanceledException">In the task: the token was cancelled.</exception>
    public static Task WaitAsync(string userDataFolder, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(userDataFolder);
        return FolderRelease.WaitAsync(UserDataFolder.Resolve(HostContext.Current, userDataFolder).CanonicalPath, cancellationToken);
    }

    /// <summary>Waits until nobody uses the user data folder of an environment.</summary>
    /// <param name="environment">Whichever thread it belongs to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>As above.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="environment"/> is null.</exception>
    /// <exception cref="OperationCanceledException">In the task: the token was cancelled.</exception>
    public static Task WaitAsync(CoreWebView2Environment environment, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return FolderRelease.WaitAsync(environment.AnyThreadGroup.Settings.UserDataFolder.CanonicalPath, cancellationToken);
    }
}
