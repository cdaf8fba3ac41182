using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Oriel.Client.Connections;
using Oriel.Client.Sessions;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Navigation;

/// <summary>
/// The session history. The browser tells it only when asked, so after what may have changed it, it is asked; what must be raised after
/// HistoryChanged waits for the answer.
/// </summary>
internal sealed class HistoryFeature(View view) : Feature(view)
{
    private readonly Queue<Action> _waiting = new();
    private readonly List<Page.NavigationEntry> _entries = [];
    private int _index = -1;
    private int _asked;

    /// <summary>The entry of the empty page every target begins with, which is no page of the app's.</summary>
    private int? _initialEntry;

    internal EventHandler<object>? Changed { get; set; }

    /// <summary>The addresses, oldest first.</summary>
    internal IReadOnlyList<string> Urls => _entries.ConvertAll(static entry => entry.Url);

    /// <summary>Which of them is shown; -1 for none.</summary>
    internal int Index => _index;

    internal bool CanGoBack => _index > 0;

    internal bool CanGoForward => _index >= 0 && _index < _entries.Count - 1;

    internal void Go(int offset)
    {
        int index = _index + offset;
        if (_index >= 0 && index >= 0 && index < _entries.Count)
        {
            GoTo(_entries[index].Id);
        }
    }

    internal void GoTo(int entryId) => View.Navigation.Revival.BeforeNavigation(() =>
    {
        View.Navigation.ExpectsHistoryNavigation = true;
        View.Page.Post(new Page.NavigateToHistoryEntryCommand(entryId));
    });

    /// <summary>Runs now, or after the HistoryChanged that is on its way.</summary>
    internal void InOrder(Action raise)
    {
        if (_asked == 0)
        {
            raise();
        }
        else
        {
            _waiting.Enqueue(raise);
        }
    }

    internal void OnNewDocument() => Refresh();

    /// <summary>Asks for the history, and raises HistoryChanged if it is not what it was.</summary>
    internal void Refresh() => View.Dispatcher.Observe(RefreshAsync());

    internal override void Attach(CdpSession session, bool isPage)
    {
        if (isPage)
        {
            _entries.Clear();
            _index = -1;
            _asked = 0;
            _waiting.Clear();
            View.Dispatcher.Observe(FindInitialEntryAsync(session));
            session.Subscribe<Page.NavigatedWithinDocumentEvent>(OnNavigatedWithinDocument);
        }
    }

    internal override void Close()
    {
        Changed = null;
        _waiting.Clear();
    }

    private void OnNavigatedWithinDocument(CdpSession session, Page.NavigatedWithinDocumentEvent e)
    {
        if (View.Frames.IsMain(e.FrameId))
        {
            View.Documents.SetSource(e.Url, isNewDocument: false);
        }

        Refresh();
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task FindInitialEntryAsync(CdpSession session)
    {
        Page.GetNavigationHistoryResult history = await session.SendAsync<Page.GetNavigationHistoryCommand, Page.GetNavigationHistoryResult>(default);
        _initialEntry = history.Entries is [{ Url: NavigationUri.Blank } only] ? only.Id : null;
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task RefreshAsync()
    {
        _asked++;
        try
        {
            Page.GetNavigationHistoryResult history = await View.Target.AskAsync<Page.GetNavigationHistoryCommand, Page.GetNavigationHistoryResult>(default);
            if (!View.IsClosed && Take(history))
            {
                View.Raise(Changed, View.WebView);
            }
        }
        catch (Exception e) when (e is CdpException or ConnectionClosedException or SessionClosedException)
        {
            // The target is going or gone; what follows is told by the target's own end.
        }
        finally
        {
            _asked--;
            while (_asked == 0 && _waiting.TryDequeue(out Action? raise))
            {
                raise();
            }
        }
    }

    /// <returns>Whether it differs from what was known.</returns>
    private bool Take(Page.GetNavigationHistoryResult history)
    {
        List<Page.NavigationEntry> entries = [];
        int index = -1;
        for (int i = 0; i < history.Entries.Count; i++)
        {
            if (history.Entries[i].Id == _initialEntry)
            {
                continue;
            }

            if (i == history.CurrentIndex)
            {
                index = entries.Count;
                View.Documents.OfferTitle(history.Entries[i].Title);
            }

            entries.Add(history.Entries[i]);
        }

        bool changed = index != _index || !entries.TrueForAll(entry => _entries.Exists(known => known.Id == entry.Id)) || entries.Count != _entries.Count;
        _index = index;
        _entries.Clear();
        _entries.AddRange(entries);
        return changed;
    }
}
