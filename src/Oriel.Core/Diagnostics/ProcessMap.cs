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
/// Whether <see cref="BrowserProcess.Frames"/> was found out. It is not while something else records a trace of the same browser, because the browser records one at a time.
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
    /// <returns>The map. Hosts, views and processes are those of the whole folder; frames are those of the environment's views on the calling thread.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="environment"/> is null.</exception>
    /// <exception cref="InvalidOperationException">It is not called on the thread the environment was created on.</exception>
    /// <exception cref="System.Runtime.InteropServices.COMException">In the task: the browser ended meanwhile.</exception>
    /// <remarks>
    /// Which process a frame lives in is read from the head of a short trace of each view, the one place where stock Chromium says it. A handler the app has
    /// on <c>Tracing</c> events of the DevTools protocol sees that trace as well. It costs some ten milliseconds a view.
    /// </remarks>
    public static Task<ProcessMap> GetAsync(CoreWebView2Environment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return ProcessMapReader.ReadAsync(environment.Group(nameof(ProcessMap)));
    }
}
