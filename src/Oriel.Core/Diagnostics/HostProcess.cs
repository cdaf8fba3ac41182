using System.Collections.Generic;

namespace Oriel.Diagnostics;

/// <summary>A host app in a <see cref="ProcessMap"/>.</summary>
/// <param name="ProcessId">Its process id, as the kernel told the broker.</param>
/// <param name="Name">Its name, as it says itself.</param>
/// <param name="Views">The views it has on the folder.</param>
public sealed record HostProcess(int ProcessId, string Name, IReadOnlyList<HostView> Views);
