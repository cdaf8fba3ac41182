using System.Collections.Generic;
using Oriel.TestKit.Users;

namespace Oriel.TestKit.Hosts;

/// <summary>How a host app is started.</summary>
public sealed record HostOptions
{
    /// <summary>Whose process it is; null for the user who runs the tests.</summary>
    public UnprivilegedUser? User { get; init; }

    /// <summary>Set for it, or taken from it with null, beside what it inherits.</summary>
    public IReadOnlyDictionary<string, string?> Variables { get; init; } = new Dictionary<string, string?>();
}
