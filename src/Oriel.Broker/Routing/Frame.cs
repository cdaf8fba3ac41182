namespace Oriel.Broker.Routing;

/// <summary>One frame of a view, from the first that is heard of it to its end, whichever documents and processes it has.</summary>
internal sealed class Frame
{
    /// <summary>Tells it from all other frames this broker ever knew; a parent's is less than its child's.</summary>
    public required int Number { get; init; }

    public required View View { get; set; }

    /// <summary>The frame around it; null of a main frame.</summary>
    public required HexId? Parent { get; init; }

    /// <summary>One of <see cref="Oriel.Protocol.Cdp.BrokerDomain.FrameKind"/>, which stays what it is; null until it was found out.</summary>
    public string? Kind { get; set; }
}
