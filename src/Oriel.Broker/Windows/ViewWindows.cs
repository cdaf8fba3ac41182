using System;
using System.Collections.Generic;
using System.Linq;
using Oriel.Broker.Routing;
using Oriel.Hosting.Displays;
using Oriel.Protocol.Cdp;

namespace Oriel.Broker.Windows;

/// <summary>
/// Finds the windows of pages on the display: the browser is told to move a page's window to a mark, and the window that comes there is it. A page's window may be made long after the page, when the
/// one that opened it goes on; so it is told again when one has been caught.
/// </summary>
internal sealed class ViewWindows
{
    /// <summary>More than the parts around a page ever take, so that these do not decide how wide the window is.</summary>
    private const int Width = 1280;
    private const int Height = 720;

    private readonly BrowserCalls _calls;
    private readonly WindowHold _hold;
    private readonly KeyWatch _keys;
    private readonly List<Search> _searches = [];

    public ViewWindows(BrowserCalls calls, WindowHold hold, KeyWatch keys)
    {
        _keys = keys;
        _calls = calls;
        _hold = hold;
    }

    /// <summary>What a window is made as large as.</summary>
    public static (int Width, int Height) FirstSize => (Width, Height);

    /// <summary>Whether the browser has windows that can be seen.</summary>
    public bool AreReal => _hold.IsActive;

    /// <summary>Finds the window of a view's page and sizes it.</summary>
    /// <param name="view">Whose target is there.</param>
    /// <param name="found">Gets what a host has to know of it.</param>
    public void Find(View view, Action<BrokerDomain.Window> found) => Begin(view.TargetId, (window, size) =>
    {
        if (view.WindowId is { } before)
        {
            _keys.Remove(before);
        }

        view.WindowId = window.Id;
        _keys.Add(view, window.Id);
        found(new BrokerDomain.Window(_hold.Display, unchecked((int)window.Id), unchecked((int)_hold.Shelter), size.Width - Width, size.Height - Height));
    });

    /// <summary>Shows a popup as a window of its own.</summary>
    public void Release(string targetId) => Begin(targetId, (window, _) => _hold.Release(window), isSized: false);

    /// <summary>It is not looked for any more.</summary>
    public void Forget(string targetId)
    {
        foreach (Search search in _searches.Where(search => search.TargetId == targetId).ToArray())
        {
            _searches.Remove(search);
            _hold.Forget(search.Mark);
        }
    }

    /// <summary>A window has been caught: perhaps one that is looked for.</summary>
    public void OnCaught()
    {
        foreach (Search search in _searches.ToArray())
        {
            Ask(search);
        }
    }

    /// <summary>The browser is gone.</summary>
    public void Clear()
    {
        _searches.Clear();
        _hold.End();
    }

    private void Begin(string targetId, Action<HeldWindow, XRectangle> found, bool isSized = true)
    {
        Forget(targetId);
        Search search = new(targetId, found, isSized);
        _searches.Add(search);
        Ask(search);
    }

    private void Ask(Search search) => _calls.Send<Browser.GetWindowForTargetCommand, Browser.GetWindowForTargetResult>(
        "",
        new Browser.GetWindowForTargetCommand(search.TargetId),
        result =>
        {
            if (!search.IsSized)
            {
                Move(search, result.WindowId);
                return;
            }

            // Refused if the page is not in its window yet: then that one is caught later, and this is done again.
            _calls.Send("", new Browser.SetContentsSizeCommand(result.WindowId, Width, Height), () => Move(search, result.WindowId));
        });

    private void Move(Search search, int windowId)
    {
        if (_searches.Contains(search))
        {
            _hold.Forget(search.Mark);
            search.Mark = _hold.Mark((window, place) =>
            {
                _searches.Remove(search);
                search.Found(window, place);
            });
            _calls.Send("", new Browser.SetWindowBoundsCommand(windowId, new Browser.Bounds(Left: search.Mark.X, Top: search.Mark.Y)));
        }
    }

    private sealed class Search(string targetId, Action<HeldWindow, XRectangle> found, bool isSized)
    {
        public string TargetId { get; } = targetId;

        public Action<HeldWindow, XRectangle> Found { get; } = found;

        public bool IsSized { get; } = isSized;

        public (int X, int Y) Mark { get; set; }
    }
}
