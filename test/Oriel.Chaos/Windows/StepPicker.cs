using System;
using System.Collections.Generic;
using System.Drawing;
using System.Linq;

namespace Oriel.Chaos.Windows;

/// <summary>
/// Decides by the seed what is done next, and changes the views' state as it has to be afterwards. The steps of one batch are about different views and windows, so that they may be done at the same time and in any order.
/// </summary>
internal sealed class StepPicker(WindowWorld world, int seed)
{
    private const int MostViews = 7;
    private const int MostSteps = 12;

    /// <summary>Each as often as it is here.</summary>
    private static readonly WindowDeed[] s_deeds =
    [
        .. Enumerable.Repeat(WindowDeed.Resize, 10),
        .. Enumerable.Repeat(WindowDeed.Show, 6),
        .. Enumerable.Repeat(WindowDeed.Move, 6),
        .. Enumerable.Repeat(WindowDeed.Open, 5),
        .. Enumerable.Repeat(WindowDeed.Close, 3),
        .. Enumerable.Repeat(WindowDeed.OpenWindow, 3),
        .. Enumerable.Repeat(WindowDeed.DestroyWindow, 2),
        WindowDeed.OpenInDoomedWindow,
        .. Enumerable.Repeat(WindowDeed.OpenDevTools, 2),
        WindowDeed.CloseDevTools,
        WindowDeed.Kill,
    ];

    private readonly Random _random = new(seed);
    private readonly HashSet<object> _busy = [];

    internal IReadOnlyList<WindowStep> NextBatch(int count)
    {
        _busy.Clear();
        List<WindowStep> steps = [];
        for (int attempt = 0; attempt < 4 * count && steps.Count < count; attempt++)
        {
            if (Pick(s_deeds[Below(s_deeds.Length)]) is { } step)
            {
                steps.Add(step);
            }
        }

        return steps;
    }

    private WindowStep? Pick(WindowDeed deed) => deed switch
    {
        WindowDeed.Resize => FreeView() is { } view ? Resize(view) : null,
        WindowDeed.Show => FreeView() is { } view ? Show(view) : null,
        WindowDeed.Move => FreeView() is { } view ? Move(view) : null,
        WindowDeed.Open => world.Views.Count() < MostViews && One(world.Hosts.Where(IsFree)) is { } host ? Open(host) : null,
        WindowDeed.Close => FreeView() is { } view ? Close(view) : null,
        WindowDeed.OpenWindow => OpenWindow(),
        WindowDeed.DestroyWindow => One(world.Windows.Where(IsFree)) is { } window && ViewsIn(window).All(IsFree) ? DestroyWindow(window) : null,
        WindowDeed.OpenInDoomedWindow => One(world.Windows.Where(IsFree)) is { } window && ViewsIn(window).Count == 0 && One(world.Hosts.Where(IsFree)) is { } host ? OpenInDoomed(window, host) : null,
        WindowDeed.OpenDevTools => One(world.Views.Where(view => IsFree(view) && !view.HasDevTools)) is { } view && _busy.Add(WindowDeed.OpenDevTools) ? OpenDevTools(view) : null,
        WindowDeed.CloseDevTools => One(world.Views.Where(view => IsFree(view) && view.HasDevTools)) is { } view ? CloseDevTools(view) : null,
        _ => One(world.MortalHosts.Where(host => IsFree(host) && IsFree((host, "acts")))) is { } host && One(world.Windows.Where(static window => window.Id != 0)) is { } window ? Kill(host, window) : null,
    };

    private WindowStep Resize(SeenView view)
    {
        Rectangle[] bounds = [.. Enumerable.Range(0, 1 + Below(MostSteps)).Select(_ => BoundsIn(view.Place))];
        view.Bounds = bounds[^1];
        return new WindowStep(WindowDeed.Resize, Take(view)) { Bounds = bounds };
    }

    private WindowStep Show(SeenView view)
    {
        view.IsVisible = !view.IsVisible;
        return new WindowStep(WindowDeed.Show, Take(view));
    }

    private WindowStep? Move(SeenView view)
    {
        // Now and then into none.
        (AppWindow? window, int place) = Below(4) == 0 ? (null, 0) : FreePlace();
        if (window == view.Window)
        {
            return null;
        }

        Take(view);
        Put(view, window, place);
        return new WindowStep(WindowDeed.Move, view, window) { Bounds = [view.Bounds] };
    }

    private WindowStep? Open(WindowHost host)
    {
        (AppWindow? window, int place) = FreePlace();
        if (window is null)
        {
            return null;
        }

        SeenView view = NewView(host);
        Put(view, window, place);
        host.Views.Add(view);
        _busy.Add(host);
        return new WindowStep(WindowDeed.Open, Take(view), window, host) { Bounds = [view.Bounds] };
    }

    private WindowStep Close(SeenView view)
    {
        view.Host.Views.Remove(view);
        return new WindowStep(WindowDeed.Close, Take(view));
    }

    private WindowStep? OpenWindow()
    {
        int cell = Enumerable.Range(0, AppWindow.Cells).FirstOrDefault(cell => !_busy.Contains(cell) && world.Windows.TrueForAll(window => window.Cell != cell), -1);
        if (cell < 0)
        {
            return null;
        }

        AppWindow window = new(cell);
        _busy.Add(window);
        world.Windows.Add(window);
        return new WindowStep(WindowDeed.OpenWindow, Window: window);
    }

    private WindowStep DestroyWindow(AppWindow window)
    {
        IReadOnlyList<SeenView> lost = ViewsIn(window);
        foreach (SeenView view in lost)
        {
            view.Host.Views.Remove(Take(view));
        }

        Remove(window);
        return new WindowStep(WindowDeed.DestroyWindow, Window: window) { Lost = lost };
    }

    private WindowStep OpenInDoomed(AppWindow window, WindowHost host)
    {
        Remove(window);
        _busy.Add(host);
        return new WindowStep(WindowDeed.OpenInDoomedWindow, NewView(host), window, host);
    }

    private WindowStep OpenDevTools(SeenView view)
    {
        view.HasDevTools = true;
        return new WindowStep(WindowDeed.OpenDevTools, Take(view));
    }

    private WindowStep CloseDevTools(SeenView view)
    {
        view.HasDevTools = false;
        return new WindowStep(WindowDeed.CloseDevTools, Take(view));
    }

    private WindowStep Kill(WindowHost host, AppWindow window)
    {
        SeenView[] lost = [.. host.Views.Select(Take)];
        host.Views.Clear();
        _busy.Add(host);
        _busy.Add(window);
        WindowHost next = world.Succeed(host);
        _busy.Add(next);
        return new WindowStep(WindowDeed.Kill, NewView(host), window, host) { Lost = lost };
    }

    private SeenView NewView(WindowHost host) => new(host.NextName(), host, Color.FromArgb(Below(4) * 60, 20 + (Below(4) * 60), 20 + (Below(4) * 60))) { IsInPrivate = Below(4) == 0 };

    private void Put(SeenView view, AppWindow? window, int place)
    {
        view.Window = window;
        view.Place = place;
        view.Bounds = BoundsIn(place);
        if (window is not null)
        {
            // No longer to be destroyed in this batch.
            _busy.Add(window);
        }
    }

    private (AppWindow? Window, int Place) FreePlace()
    {
        (AppWindow?, int)[] free =
        [
            .. from window in world.Windows
               where window.Id != 0
               from place in Enumerable.Range(0, AppWindow.Places)
               where ViewsIn(window).All(view => view.Place != place)
               select (window, place),
        ];
        return free.Length == 0 ? (null, 0) : free[Below(free.Length)];
    }

    /// <summary>Somewhere in a window's part, now and then of no size.</summary>
    private Rectangle BoundsIn(int place)
    {
        Rectangle part = AppWindow.PartOf(place);
        if (Below(12) == 0)
        {
            return new Rectangle(part.Location, Size.Empty);
        }

        int width = 60 + Below(part.Width - 60);
        int height = 60 + Below(part.Height - 60);
        return new Rectangle(part.X + Below(part.Width - width), part.Y + Below(part.Height - height), width, height);
    }

    private IReadOnlyList<SeenView> ViewsIn(AppWindow window) => [.. world.Views.Where(view => view.Window == window)];

    private SeenView? FreeView() => One(world.Views.Where(IsFree));

    private bool IsFree(object what) => !_busy.Contains(what);

    /// <summary>Nothing else is done in this batch to it, nor to the window it is in; and its host lives.</summary>
    private SeenView Take(SeenView view)
    {
        _busy.Add(view);
        _busy.Add((view.Host, "acts"));
        if (view.Window is { } window)
        {
            _busy.Add(window);
        }

        return view;
    }

    private void Remove(AppWindow window)
    {
        _busy.Add(window);
        _busy.Add(window.Cell);
        world.Windows.Remove(window);
    }

    private T? One<T>(IEnumerable<T> all)
        where T : class => all.ToArray() is { Length: > 0 } some ? some[Below(some.Length)] : null;

    private int Below(int bound) => _random.Next(bound);
}
