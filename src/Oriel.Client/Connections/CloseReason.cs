namespace Oriel.Client.Connections;

/// <summary>Why a connection to the broker ended. The first cause wins; every later failure of the connection carries it.</summary>
internal enum CloseReason
{
    /// <summary>This side closed it.</summary>
    ClosedByHost = 1,

    /// <summary>The browser ended and the broker with it; the broker said so.</summary>
    BrowserExited,

    /// <summary>The broker cut this host off and said why (a backlog that grew too large, a protocol violation).</summary>
    CutOff,

    /// <summary>The broker ended without a word: it was killed, or it crashed.</summary>
    BrokerLost,

    /// <summary>What came over the socket was not the protocol.</summary>
    ProtocolViolation,
}
