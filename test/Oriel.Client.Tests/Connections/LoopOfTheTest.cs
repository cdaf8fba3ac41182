using System.Net.Sockets;
using System.Threading;
using Oriel.Client.Connections;
using Oriel.TestKit;

namespace Oriel.Client.Tests.Connections;

/// <summary>A UI thread's loop of which a test takes every step.</summary>
internal sealed class LoopOfTheTest : ISourceLoop
{
    /// <summary>Set when the source has been given up.</summary>
    internal ManualResetEventSlim Unwatched { get; } = new();

    internal bool HasEnded { get; init; }

    public bool TryWatch(ILoopSource source) => !HasEnded;

    public void Unwatch(ILoopSource source) => Unwatched.Set();

    /// <summary>One sleep that something to read ends.</summary>
    internal static void SleepAndRead(ILoopSource source, Socket socket)
    {
        if (source.OnSleeping() && socket.Poll(Deadline.Limit, SelectMode.SelectRead))
        {
            source.OnReadable();
        }
    }
}
