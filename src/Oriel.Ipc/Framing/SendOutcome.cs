namespace Oriel.Ipc.Framing;

internal enum SendOutcome
{
    /// <summary>The kernel has taken everything.</summary>
    Sent = 1,

    /// <summary>Some of it waits for the descriptor to become writable.</summary>
    Queued,

    /// <summary>Nobody will read it any more.</summary>
    Broken,
}
