using Oriel.Broker.Chromium;

namespace Oriel.Broker;

/// <summary>What a broker is started with.</summary>
internal sealed record BrokerSettings
{
    /// <summary>The canonical path.</summary>
    public required string UserDataFolder { get; init; }

    /// <summary>What may wait for a host that does not read, in bytes.</summary>
    public long BacklogLimit { get; init; } = 256L * 1024 * 1024;

    public LifetimeBounds Bounds { get; init; } = new();
}
