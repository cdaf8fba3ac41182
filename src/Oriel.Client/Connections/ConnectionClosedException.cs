using System;
using Oriel.Client.Errors;

namespace Oriel.Client.Connections;

/// <summary>
/// The connection to the browser is over: no call of any view on it works any more, a new controller does. It may reach an app from a task that
/// was waiting, so it is what the platform raises for a view whose browser is gone: an InvalidOperationException with 0x8007139F inside.
/// </summary>
internal sealed class ConnectionClosedException(CloseReason reason, string message, Exception? inner = null)
    : InvalidOperationException(message, OfficialErrors.FromHResult(HResults.InvalidState, message, inner))
{
    internal CloseReason Reason { get; } = reason;
}
