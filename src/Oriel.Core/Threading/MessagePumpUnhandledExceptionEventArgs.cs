using System;

namespace Oriel.Threading;

/// <summary>An exception that left a callback of a <see cref="MessagePump"/>.</summary>
public sealed class MessagePumpUnhandledExceptionEventArgs : EventArgs
{
    internal MessagePumpUnhandledExceptionEventArgs(Exception exception) => Exception = exception;

    /// <summary>What was thrown.</summary>
    public Exception Exception { get; }

    /// <summary>Whether the pump is to go on. When it stays false, the exception ends the pump and is thrown where it was started.</summary>
    public bool Handled { get; set; }
}
