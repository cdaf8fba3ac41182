using System;
using Oriel.Protocol.Messages;

namespace Oriel.Client.Sessions;

/// <summary>The browser, or the broker, refused one call. Everything else still works.</summary>
internal sealed class CdpException(string method, CdpError error) : Exception($"{method} failed: {error.Message} (code {error.Code}){(error.Data is null ? "" : $": {error.Data}")}")
{
    internal string Method { get; } = method;

    internal CdpError Error { get; } = error;
}
