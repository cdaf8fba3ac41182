using System.Text.Json.Nodes;

namespace Oriel.TestKit.Hosts;

/// <summary>An event as a host app told it.</summary>
/// <param name="Name">The event's name in the official API.</param>
/// <param name="Source">The name the test gave to the view or environment.</param>
/// <param name="Args">What of its arguments the host app passes on.</param>
public sealed record HostEvent(string Name, string Source, JsonObject Args);
