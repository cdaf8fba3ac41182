using System.Collections.Generic;
using System.Linq;
using Oriel.Core.Features.Navigation;

namespace Oriel.Core.Features.Views;

/// <summary>What is known of one frame, and the navigations of it that have not completed.</summary>
internal sealed class FrameState(string id, string? parentId)
{
    private readonly List<NavigationState> _open = [];

    internal string Id { get; } = id;

    internal string? ParentId { get; } = parentId;

    /// <summary>Tells it from all other frames of the browser, as long as it lives and after that. Given by the broker; 0 if it has not said it.</summary>
    internal uint Number { get; set; }

    internal string Name { get; set; } = "";

    /// <summary>The URL of its document, fragment included; of an error page, the URL that failed.</summary>
    internal string Url { get; set; } = NavigationUri.Blank;

    /// <summary>The URL the frame's own page asked to navigate to, until the browser begins that.</summary>
    internal string? RequestedByPage { get; set; }

    /// <summary>The navigation that was begun last, completed or not.</summary>
    internal NavigationState? Navigation { get; private set; }

    /// <summary>The open navigation whose document is shown, if it is still loading.</summary>
    internal NavigationState? Committed => _open.Find(state => state.IsCommitted);

    internal bool IsOpen(NavigationState state) => _open.Contains(state);

    internal bool IsLast(NavigationState state) => _open.Count > 0 && _open[^1] == state;

    internal void Begin(NavigationState state)
    {
        Navigation = state;
        _open.Add(state);
    }

    internal void End(NavigationState state) => _open.Remove(state);

    internal NavigationState[] TakeOpen() => [.. _open];

    /// <summary>Copies, because completing one runs app code.</summary>
    internal NavigationState[] TakeAborted(NavigationState? except) => [.. _open.Where(state => state.IsAborted && state != except)];

    internal NavigationState[] TakeOpenBefore(NavigationState begun) => [.. _open.TakeWhile(state => state != begun)];
}
