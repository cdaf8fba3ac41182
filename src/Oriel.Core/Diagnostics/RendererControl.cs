using System;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Core.Features.Processes;
using Oriel.Core.Features.Views;

namespace Oriel.Diagnostics;

/// <summary>What an app can do about a page that hangs, beside <see cref="CoreWebView2.ProcessFailed"/>, which tells of it.</summary>
/// <remarks>
/// Thread: that of the view. While somebody listens to ProcessFailed or <see cref="Responsive"/> the page's renderer is asked for a sign of life, at most six times in a minute with the limit as it is at
/// first; otherwise never. A page is not taken for hanging while a dialog or a deferral holds it up, while a debugger does, or while a new document is awaited.
/// </remarks>
public sealed class RendererControl
{
    private readonly View _view;

    internal RendererControl(View view) => _view = view;

    /// <summary>Raised when the main frame's renderer answers again after it was told unresponsive.</summary>
    public event EventHandler<EventArgs> Responsive
    {
        add => Use().Responsive += value;
        remove => _view.EnterThread(nameof(RendererControl), nameof(Responsive)).Responsiveness.Responsive -= value;
    }

    /// <summary>
    /// How long the main frame's renderer may leave a question unanswered before it is told unresponsive, and told again: 15 seconds at first. <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for never.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to zero or less.</exception>
    public TimeSpan UnresponsiveLimit
    {
        get => Use().Limit;
        set => Use().Limit = value;
    }

    /// <summary>That of a view.</summary>
    /// <param name="webView">The view.</param>
    /// <returns>The same one each time.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="webView"/> is null.</exception>
    /// <exception cref="InvalidOperationException">Wrong thread, or the view is closed.</exception>
    public static RendererControl Of(CoreWebView2 webView)
    {
        ArgumentNullException.ThrowIfNull(webView);
        return webView.View.Enter(nameof(RendererControl), nameof(Of)).Responsiveness.Public;
    }

    /// <summary>Ends the script that the page runs now; if it runs none, the next one. The page stays.</summary>
    /// <returns>Complete when that is done.</returns>
    public Task EndScriptAsync() => Use().EndScriptAsync();

    /// <summary>Ends the renderer of the main frame, whatever it does, as a crash does: each of its views is told so by ProcessFailed, and Reload recovers.</summary>
    /// <returns>Complete when it is gone. Fails with E_FAIL if the browser refuses, as it does while a navigation of the page waits for its server, and with E_ABORT if the view is closed before.</returns>
    public Task EndRendererAsync() => Use().EndRendererAsync();

    private ResponsivenessFeature Use([CallerMemberName] string member = "") => _view.Enter(nameof(RendererControl), member).Responsiveness;
}
