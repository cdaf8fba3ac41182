namespace Oriel.Ipc.Framing;

internal enum ReceiveOutcome
{
    /// <summary>The buffer was filled; the descriptor may hold more.</summary>
    MoreMayFollow = 1,

    /// <summary>Nothing more for now.</summary>
    Drained,

    /// <summary>The peer has closed, or the connection broke.</summary>
    Ended,
}
