using System.Collections.Generic;
using Oriel.Broker.Clients;
using Oriel.Protocol.Cdp;

namespace Oriel.Broker.Routing;

/// <summary>One view of one host: its page, and all that the page brought with it.</summary>
internal sealed class View
{
    public required string ViewId { get; init; }

    public required ClientLink Owner { get; init; }

    /// <summary>What it shows; a window that a page opened can take the place of the first one.</summary>
    public required string TargetId { get; set; }

    public required string SessionId { get; set; }

    public required string BrowserContextId { get; init; }

    /// <summary>As the host wrote it.</summary>
    public required string ProfileName { get; init; }

    public required bool IsInPrivate { get; init; }

    /// <summary>Windows that the page opened, and that they opened: theirs is the same owner and the same end.</summary>
    /// <remarks>Target ids with their sessions.</remarks>
    public Dictionary<string, string> Popups { get; } = [];

    public HashSet<HexId> Sessions { get; } = [];

    public HashSet<HexId> Frames { get; } = [];

    /// <summary>Requests beside those for documents that the host wants to see.</summary>
    public IReadOnlyList<BrokerDomain.RequestPattern> RequestPatterns { get; set; } = [];

    /// <summary>Grows when a frame of it comes, goes, gets another document or loses its renderer.</summary>
    public int FrameChanges { get; set; }

    /// <summary>On the display; null if the browser has none, and while it is not known.</summary>
    public uint? WindowId { get; set; }

    /// <summary>The DevTools that were opened of it last.</summary>
    public string? DevToolsTargetId { get; set; }

    /// <summary>The host has closed it, or is gone.</summary>
    public bool IsClosing { get; set; }
}
