using System;

namespace Oriel.Protocol;

/// <summary>Bytes that are not a message of the protocol, or a value that the protocol cannot carry. What was being read or written is to be given up.</summary>
internal sealed class ProtocolException : Exception
{
    public ProtocolException()
    {
    }

    public ProtocolException(string message)
        : base(message)
    {
    }

    public ProtocolException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
