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

    /// <summary>Two are enough for an entry that will come.</summary>
    private const int MostAttempts = 10;

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
            int[] ids = [];
            for (int i = 0; i < urls.Count; i++)
            {
                _ = await page.SendAsync<Page.NavigateCommand, Page.NavigateResult>(new Page.NavigateCommand(urls[i])).WaitAsync(CreationBounds.View);
                if (await FindEntriesAsync([.. urls.Take(i + 1)]) is not { } found)
                {
                    return null;
                }

                ids = found;
            }

            return ids;
        }
        finally
        {
            _isRunning = false;
            page.Post(new Network.SetBypassServiceWorkerCommand(Bypass: false));
        }
    }

    /// <summary>The browser answers that it has navigated a little before the entry is there; it is when the new document's renderer has spoken.</summary>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    private async Task<int[]?> FindEntriesAsync(string[] urls)
    {
        for (int attempt = 1; attempt <= MostAttempts; attempt++)
        {
            Page.GetNavigationHistoryResult history = await view.Target.AskAsync<Page.GetNavigationHistoryCommand, Page.GetNavigationHistoryResult>(default);
            if (history.Entries.Select(static entry => entry.Url).SequenceEqual(urls))
            {
                return [.. history.Entries.Select(static entry => entry.Id)];
            }

            await view.Target.HearFromRendererAsync();
        }

        return null;
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
