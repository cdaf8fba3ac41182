using System.Collections.Generic;
using System.Threading.Tasks;
using Oriel.Client.Sessions;

namespace Oriel.Core.Features.Permissions;

/// <summary>A document that may ask, by the script context it has; all of it is the browser's word.</summary>
internal sealed class PermissionDocument(CdpSession session, string contextId, string frameId, string origin)
{
    internal CdpSession Session { get; } = session;

    /// <summary>A name that only this document's scripts ever have.</summary>
    internal string ContextId { get; } = contextId;

    internal string FrameId { get; } = frameId;

    internal string Origin { get; } = origin;

    /// <summary>It has been left, or its process has ended: nobody waits for an answer any more.</summary>
    internal bool IsGone { get; set; }

    /// <summary>What it has asked for and not been told yet.</summary>
    internal Dictionary<PermissionName, Task<PermissionVerdict>> Open { get; } = [];

    /// <summary>Complete when the app has been told of its last request, or will not be: requests are told in the order of the calls, though some take longer to be looked at.</summary>
    internal Task Told { get; set; } = Task.CompletedTask;

    /// <summary>What it was allowed for as long as it is there, and the origin the browser counts that for.</summary>
    internal HashSet<(string Origin, PermissionName Name)> Lent { get; } = [];
}
