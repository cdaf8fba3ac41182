using System.Collections.Generic;
using Oriel.Broker.Clients;

namespace Oriel.Broker.Routing;

/// <summary>One view of one host: its page, and all that the page brought with it.</summary>
internal sealed class View
{
    public required string ViewId { get; init; }

    public required ClientLink Owner { get; init; }

    public required string TargetId { get; init; }

    public required string SessionId { get; init; }

    public required string BrowserContextId { get; init; }

    /// <summary>As the host wrote it.</summary>
    public required string ProfileName { get; init; }

    public required bool IsInPrivate { get; init; }

    /// <summary>Windows that the page opened, and that they opened: theirs is the same owner and the same end.</summary>
    public List<string> Popups { get; } = [];

    public HashSet<HexId> Sessions { get; } = [];

    public HashSet<HexId> Frames { get; } = [];

    /// <summary>The host has closed it, or is gone.</summary>
    public bool IsClosing { get; set; }
}
