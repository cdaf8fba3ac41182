using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Core.Features.Processes;

namespace Oriel.Diagnostics;

/// <summary>
/// Which processes serve a user data folder at one moment: the host apps with their views, the broker between them and the browser, and the
/// browser's own processes with the frames that live in them.
/// </summary>
/// <param name="BrokerProcessId">The broker of the folder; 0 while no browser runs for the environment.</param>
/// <param name="BrowserProcessId">The browser process; 0 while none runs for the environment.</param>
/// <param name="Hosts">Every host app with a connection to the folder's broker, whichever process it is.</param>
/// <param name="Processes">Every process of the browser, the browser process first; without crash handlers.</param>
/// <param name="AreFramesKnown">
/// Whether each frame that has a process is in <see cref="BrowserProcess.Frames"/> of it. It is not if a renderer has not answered in time and has not done so before; see <see cref="CoreWebView2Environment.GetProcessExtendedInfosAsync"/>.
/// </param>
public sealed record ProcessMap(
    int BrokerProcessId,
    int BrowserProcessId,
    IReadOnlyList<HostProcess> Hosts,
    IReadOnlyList<BrowserProcess> Processes,
    bool AreFramesKnown)
{
    /// <summary>Takes a map. It starts no browser: without one the map is empty.</summary>
    /// <param name="environment">The environment whose user data folder is meant.</param>
    /// <returns>The map, of the whole folder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="environment"/> is null.</exception>
    /// <exception cref="InvalidOperationException">It is not called on the thread the environment was created on.</exception>
    /// <exception cref="System.Runtime.InteropServices.COMException">In the task: the browser ended meanwhile.</exception>
    /// <remarks>It is as exact, and takes as long, as <see cref="CoreWebView2Environment.GetProcessExtendedInfosAsync"/>.</remarks>
    public static Task<ProcessMap> GetAsync(CoreWebView2Environment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return ProcessMapReader.ReadAsync(environment.Group(nameof(ProcessMap)));
    }
}
