using System;

namespace Oriel.Client.Connections;

/// <summary>The connection to the browser is over: no call of any view on it works any more, a new environment does.</summary>
internal sealed class ConnectionClosedException(CloseReason reason, string message, Exception? inner = null) : Exception(message, inner)
{
    internal CloseReason Reason { get; } = reason;
}
