using System;
using System.Threading;

namespace Oriel.TestKit;

/// <summary>The bound of a wait that should end long before. Reaching it is a failure, never a way to wait.</summary>
internal static class Deadline
{
    internal static TimeSpan Limit { get; } = TimeSpan.FromSeconds(30);

    internal static CancellationToken Token => new CancellationTokenSource(Limit).Token;
}
