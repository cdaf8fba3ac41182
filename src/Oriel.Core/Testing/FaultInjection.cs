using System;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Processes;
using Oriel.Core.Features.Faults;
using Oriel.Core.Features.Views;

namespace Oriel.Testing;

/// <summary>Makes the processes behind an app's own views fail, so that the app's recovery can be tested.</summary>
/// <remarks>
/// <para>
/// Thread: members that take a <see cref="ProcessRole"/> belong to the thread of the environment, those that take a view to the thread of the view.
/// </para>
/// <para>
/// Faults are real: signals, an endless script, memory that is taken. They reach no processes but those of the browser that serves the environment, as its broker lists them; other apps that share the
/// user data folder share that browser and its faults. A call completes when the fault has been caused; what comes of it is told as ever, by <see cref="CoreWebView2.ProcessFailed"/> and
/// <see cref="CoreWebView2Environment.BrowserProcessExited"/>.
/// </para>
/// <para>
/// A process that was stopped ends with its browser, at the latest ten seconds after the last view was closed.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// FaultInjection faults = FaultInjection.Of(environment);
/// await faults.KillAsync(ProcessRole.Gpu);
/// await faults.CrashAsync(webView);
/// await using (await faults.HangAsync(webView))
/// {
///     // RenderProcessUnresponsive is raised here.
/// }
/// </code>
/// </example>
public sealed class FaultInjection
{
    private readonly FaultInjector _injector;

    private FaultInjection(FaultInjector injector) => _injector = injector;

    /// <summary>The faults of an environment's browser.</summary>
    /// <param name="environment">The environment.</param>
    /// <exception cref="ArgumentNullException"><paramref name="environment"/> is null.</exception>
    /// <exception cref="InvalidOperationException">It is not called on the thread the environment was created on.</exception>
    public static FaultInjection Of(CoreWebView2Environment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return new FaultInjection(new FaultInjector(environment.Group(nameof(FaultInjection))));
    }

    /// <summary>Kills a process (SIGKILL): it ends without a word and leaves no dump.</summary>
    /// <param name="role">Which.</param>
    /// <returns>Its process id, when the signal has been sent.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="role"/> is null.</exception>
    /// <exception cref="InvalidOperationException">Wrong thread. In the task: no browser runs for the environment, it has no such process, or the process ended by itself.</exception>
    /// <exception cref="System.Runtime.InteropServices.COMException">In the task: the browser ended meanwhile.</exception>
    public Task<int> KillAsync(ProcessRole role) => Of(role).SendAsync(role, ProcessSignal.Kill);

    /// <summary>Kills the renderer of a view's page, or of one of its frames (SIGKILL).</summary>
    /// <param name="webView">The view.</param>
    /// <param name="frameUri">The address of the document in the frame that is meant; null for the page.</param>
    /// <returns>Its process id, when the signal has been sent.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="webView"/> is null.</exception>
    /// <exception cref="ArgumentException">The view is not the environment's. In the task: it has no such frame.</exception>
    /// <exception cref="InvalidOperationException">
    /// Wrong thread, or the view is closed. In the task: the page has no renderer, the process ended by itself, or it cannot be found out while something else records a trace of the browser.
    /// </exception>
    /// <exception cref="System.Runtime.InteropServices.COMException">In the task: the browser ended meanwhile.</exception>
    /// <remarks>Frames of the same site share a renderer, also with other views that can reach each other: all of them lose it.</remarks>
    public Task<int> KillAsync(CoreWebView2 webView, string? frameUri = null) => _injector.SendAsync(Enter(webView), frameUri, ProcessSignal.Kill);

    /// <summary>Crashes a process (SIGSEGV), as one that reads where it must not; the crash handler writes a dump of it.</summary>
    /// <inheritdoc cref="KillAsync(ProcessRole)"/>
    public Task<int> CrashAsync(ProcessRole role) => Of(role).SendAsync(role, ProcessSignal.SegmentationFault);

    /// <summary>Crashes the renderer of a view's page, or of one of its frames (SIGSEGV); the crash handler writes a dump of it.</summary>
    /// <inheritdoc cref="KillAsync(CoreWebView2, string?)"/>
    public Task<int> CrashAsync(CoreWebView2 webView, string? frameUri = null) => _injector.SendAsync(Enter(webView), frameUri, ProcessSignal.SegmentationFault);

    /// <summary>Stops a process with all its threads (SIGSTOP): it keeps what it has and does nothing.</summary>
    /// <param name="role">Which.</param>
    /// <returns>Lets it go on when disposed of, on any thread. Harmless when the process has ended.</returns>
    /// <inheritdoc cref="KillAsync(ProcessRole)"/>
    public Task<IAsyncDisposable> StopAsync(ProcessRole role) => Of(role).StopAsync(role);

    /// <summary>Stops the renderer of a view's page, or of one of its frames, with all its threads (SIGSTOP).</summary>
    /// <param name="webView">The view.</param>
    /// <param name="frameUri">The address of the document in the frame that is meant; null for the page.</param>
    /// <returns>Lets it go on when disposed of, on any thread. Harmless when the process has ended.</returns>
    /// <inheritdoc cref="KillAsync(CoreWebView2, string?)"/>
    public Task<IAsyncDisposable> StopAsync(CoreWebView2 webView, string? frameUri = null) => _injector.StopAsync(Enter(webView), frameUri);

    /// <summary>Has a view's page run script without end: its renderer lives and answers nothing that needs the page.</summary>
    /// <param name="webView">The view.</param>
    /// <returns>Ends the script when disposed of, on the view's thread. Harmless when the page, its renderer or the view has gone.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="webView"/> is null.</exception>
    /// <exception cref="ArgumentException">The view is not the environment's.</exception>
    /// <exception cref="InvalidOperationException">Wrong thread, or the view is closed, or its page has no renderer.</exception>
    public Task<IAsyncDisposable> HangAsync(CoreWebView2 webView) => FaultInjector.HangAsync(Enter(webView));

    /// <summary>Has the renderer of a view's page take memory until it gets no more, and end for it. It takes address space rather than the machine's memory.</summary>
    /// <param name="webView">The view.</param>
    /// <returns>Complete when the renderer has been told so.</returns>
    /// <inheritdoc cref="HangAsync(CoreWebView2)" path="/exception"/>
    public Task ExhaustMemoryAsync(CoreWebView2 webView) => FaultInjector.ExhaustMemoryAsync(Enter(webView));

    private FaultInjector Of(ProcessRole role, [CallerMemberName] string member = "")
    {
        ArgumentNullException.ThrowIfNull(role);
        return _injector.Enter(nameof(FaultInjection), member);
    }

    private View Enter(CoreWebView2 webView, [CallerMemberName] string member = "")
    {
        ArgumentNullException.ThrowIfNull(webView);
        return _injector.Verify(webView.View.Enter(nameof(FaultInjection), member));
    }
}
