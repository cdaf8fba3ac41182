using System.Collections.Generic;
using System.Drawing;
using System.Linq;
using System.Threading.Tasks;
using Oriel.Chaos.Judging;
using Oriel.TestKit.Displays;

namespace Oriel.Chaos.Windows;

/// <summary>Looks at the screen, whether it is as it has to be. What takes a moment is waited for; what must never have been is asked for at once.</summary>
internal sealed class ScreenJudge
{
    private readonly WindowWorld _world;
    private readonly Ledger _ledger;
    private readonly int _visible;

    /// <summary>The window manager looks after these, and nobody destroys them.</summary>
    private readonly uint[] _others;

    /// <summary>Windows that must not be there any more.</summary>
    private readonly HashSet<uint> _gone = [];
    private HashSet<uint> _known = [];

    internal ScreenJudge(WindowWorld world, Ledger ledger)
    {
        _world = world;
        _ledger = ledger;
        _others = [.. Screen.WindowList()];
        _visible = Screen.VisibleWindows().Count - _others.Length;
        _ = Screen.TakeShown();
    }

    /// <summary>Windows that were on the screen for a moment, and had not to be: the broker got the processor too late (docs/adr/0023).</summary>
    internal int Flashes { get; private set; }

    private DisplayClient Screen => _world.Screen;

    /// <summary>Everything is where it belongs, and nothing was where it does not.</summary>
    internal async Task VerifyAsync()
    {
        await VerifyWindowsAsync();
        await Task.WhenAll(_world.Views.Select(view => view.SettleAsync(_world.Bound())));
        foreach (AppWindow window in _world.Windows)
        {
            await VerifyInsideAsync(window);
        }

        // Windows of DevTools are before others, where the window manager puts them.
        foreach (SeenView view in _world.Views.Any(static view => view.HasDevTools) ? [] : _world.Views.Where(static view => view.IsSeen))
        {
            (int x, int y) = Screen.PlaceOf(view.Window!.Id);
            await Screen.ColorAsync(x + view.Bounds.X + (view.Bounds.Width / 2), y + view.Bounds.Y + (view.Bounds.Height / 2), view.Color);
        }
    }

    /// <summary>The app's windows and those of DevTools, and no other.</summary>
    private async Task VerifyWindowsAsync()
    {
        HashSet<uint> mine = [.. _others, .. _world.Windows.Select(static window => window.Id), .. _world.Views.Select(static view => view.DevTools).Where(static id => id != 0)];
        _gone.UnionWith(_known.Except(mine));
        SeenView? opened = _world.Views.FirstOrDefault(static view => view is { HasDevTools: true, DevTools: 0 });
        int count = mine.Count + (opened is null ? 0 : 1);
        await Screen.UntilAsync(() => Screen.WindowList() is var list && list.Count == count && mine.IsSubsetOf(list) && !_gone.Overlaps(list), $"the window manager has {count} windows");
        opened?.DevTools = Screen.WindowList().Single(id => !mine.Contains(id));
        HashSet<uint> all = [.. Screen.WindowList()];
        await Screen.UntilAsync(() => Screen.VisibleWindows().Count == _visible + count, $"{_visible + count} windows are seen");
        int flashes = Screen.TakeShown().Count - all.Except(_known).Except(_others).Count();
        if (flashes != 0)
        {
            _ledger.Note($"{flashes} windows more than had to be were on the screen for a moment");
            Flashes += flashes;
        }

        _known = [.. all.Except(_others)];
    }

    private async Task VerifyInsideAsync(AppWindow window)
    {
        SeenView[] views = [.. _world.Views.Where(view => view.Window == window)];
        await Screen.UntilAsync(() => Screen.ChildrenOf(window.Id).Count == views.Length, $"{window} has {views.Length} windows inside");
        (int x, int y) = Screen.PlaceOf(window.Id);
        foreach (uint container in Screen.ChildrenOf(window.Id))
        {
            (int left, int top) = Screen.PlaceOf(container);
            Point place = new(left - x, top - y);
            int guests = Screen.ChildrenOf(container).Count;
            if (views.SingleOrDefault(view => view.Bounds.Location == place) is not { } view)
            {
                _ledger.Violate($"in {window} is something at {place}, where no view is to be");
            }
            else if (guests != 1 || Screen.IsViewable(container) != view.IsSeen)
            {
                _ledger.Violate($"{view} has {guests} windows of the browser's, and is {(view.IsSeen ? "not " : "")}shown");
            }
        }
    }
}
