using System;
using System.Drawing;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using Oriel.TestKit.Hosts;

namespace Oriel.Chaos.Windows;

/// <summary>A view as it has to be: what is decided next depends on this and the seed alone, and the display has to agree with it.</summary>
internal sealed class SeenView(string name, WindowHost host, Color color)
{
    /// <summary>In the host; not there before it is made.</summary>
    internal HostView? Made { get; set; }

    internal string Name => name;

    internal WindowHost Host => host;

    /// <summary>What its page is filled with.</summary>
    internal Color Color => color;

    /// <summary>Where it is; null for a view without a window.</summary>
    internal AppWindow? Window { get; set; }

    /// <summary>Which part of the window it may take.</summary>
    internal int Place { get; set; }

    internal Rectangle Bounds { get; set; }

    internal bool IsVisible { get; set; } = true;

    internal bool IsInPrivate { get; init; }

    internal bool HasDevTools { get; set; }

    /// <summary>The window of its DevTools.</summary>
    internal uint DevTools { get; set; }

    /// <summary>Whether its page must be seen on the screen, if nothing is before it.</summary>
    internal bool IsSeen => IsVisible && Window is not null && Bounds is { Width: > 0, Height: > 0 };

    /// <summary>Waits until its page is as large as the view and knows that it is seen, or just answers if it is not.</summary>
    internal async Task SettleAsync(CancellationToken bound)
    {
        if (!IsSeen)
        {
            _ = await Made!.RunScriptAsync("1", bound);
            return;
        }

        string expression = string.Create(CultureInfo.InvariantCulture, $$"""
            new Promise(done => {
                const end = new AbortController();
                const look = () => innerWidth === {{Bounds.Width}} && innerHeight === {{Bounds.Height}} && document.visibilityState === 'visible' && (end.abort(), done());
                addEventListener('resize', look, end);
                document.addEventListener('visibilitychange', look, end);
                look();
            })
            """);
        try
        {
            _ = await Made!.CallAsync("protocol", new JsonObject { ["method"] = "Runtime.evaluate", ["parameters"] = new JsonObject { ["expression"] = expression, ["awaitPromise"] = true } }, bound);
        }
        catch (OperationCanceledException)
        {
            using CancellationTokenSource last = new(TimeSpan.FromSeconds(10));
            throw new InvalidOperationException(
                $"{this} is to be seen with the bounds {Bounds}, and its page says {await Made!.RunScriptAsync("`${innerWidth} × ${innerHeight}, ${document.visibilityState}`", last.Token)}.");
        }
    }

    public override string ToString() => $"{name} in {Window?.ToString() ?? "no window"}";
}
