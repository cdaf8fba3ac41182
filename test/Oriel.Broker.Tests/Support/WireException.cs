using System;
using Oriel.Protocol.Messages;

namespace Oriel.Broker.Tests.Support;

/// <summary>A command was refused.</summary>
internal sealed class WireException(CdpError error) : Exception($"{error.Code:X8}: {error.Message}")
{
    public CdpError Error { get; } = error;
}
