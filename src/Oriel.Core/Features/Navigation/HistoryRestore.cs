using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Tasks;
using Oriel.Client.Sessions;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Environments;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Navigation;

/// <summary>
/// Gives a new view the session history of an old one. The protocol cannot set a history, only navigate; so the view is navigated to each address, and each request for a document, which waits for us anyway, is answered
/// with an empty one. No server hears of it, nothing of the page runs, and the documents are loaded when somebody goes there. To be done before the app has the view.
/// </summary>
internal sealed class HistoryRestore(View view)
{
    /// <summary>Without the icon's address the browser would ask the site for its favicon.</summary>
    private static readonly byte[] s_empty = Encoding.ASCII.GetBytes("<!doctype html><link rel=\"icon\" href=\"data:,\">");

    private bool _isRunning;

    /// <summary>Whether an address can stand in a history that is restored: others are not asked for over the network, or run something.</summary>
    internal static bool IsRestorable(string url) =>
        url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    /// <param name="urls">All of them restorable.</param>
    /// <returns>The browser's ids of the entries, in their order; null if it has made others of them.</returns>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    internal async Task<int[]?> RunAsync(IReadOnlyList<string> urls)
    {
        if (urls.Count == 0)
        {
            return [];
        }

        _isRunning = true;
        CdpSession page = view.Page;
        page.Post(new Network.SetBypassServiceWorkerCommand(Bypass: true));
        try
        {
            foreach (string url in urls)
            {
                _ = await page.SendAsync<Page.NavigateCommand, Page.NavigateResult>(new Page.NavigateCommand(url)).WaitAsync(CreationBounds.View);
            }

            Page.GetNavigationHistoryResult history = await view.Target.AskAsync<Page.GetNavigationHistoryCommand, Page.GetNavigationHistoryResult>(default);
            return history.Entries.Select(static entry => entry.Url).SequenceEqual(urls) ? [.. history.Entries.Select(static entry => entry.Id)] : null;
        }
        finally
        {
            _isRunning = false;
            page.Post(new Network.SetBypassServiceWorkerCommand(Bypass: false));
        }
    }

    /// <summary>Answers the request for a document that only stands in for a page.</summary>
    /// <returns>False if it is not such a request.</returns>
    internal bool TryTake(CdpSession browser, Fetch.RequestPausedEvent e)
    {
        if (!_isRunning || e.ResourceType != "Document" || !view.Frames.IsMain(e.FrameId))
        {
            return false;
        }

        browser.Post(new Fetch.FulfillRequestCommand(e.RequestId, 200) { ResponseHeaders = [new Fetch.HeaderEntry("Content-Type", "text/html")], Body = s_empty });
        return true;
    }
}
