namespace Oriel.Broker.Clients;

/// <summary>The first word of what a host is told before it is cut off; a host may act on it, the rest of the sentence is for people.</summary>
internal static class DisconnectReason
{
    /// <summary>The broker ends because nobody needs it. What was not answered can be asked of the next one.</summary>
    public const string Idle = "idle";

    /// <summary>The host does not read.</summary>
    public const string Backlog = "backlog";

    /// <summary>The host sent what is no message, or one out of turn.</summary>
    public const string Protocol = "protocol";

    /// <summary>Broker and host are from versions that do not understand each other.</summary>
    public const string Version = "version";
}
