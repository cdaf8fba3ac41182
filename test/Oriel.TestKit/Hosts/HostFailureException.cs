using System;

namespace Oriel.TestKit.Hosts;

/// <summary>A command to a host app ended with an exception there.</summary>
public sealed class HostFailureException : Exception
{
    internal HostFailureException(string type, int hresult, string message, HostFailureException? inner)
        : base(message, inner)
    {
        Type = type;
        HResult = hresult;
    }

    /// <summary>The exception's full type name in the host.</summary>
    public string Type { get; }
}
