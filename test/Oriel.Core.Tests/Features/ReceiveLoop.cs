using System;
using System.Threading.Tasks;
using Oriel.Client.Connections;
using Oriel.Client.Sessions;
using Oriel.Protocol.Cdp;
using Oriel.Protocol.Messages;

namespace Oriel.Core.Tests.Features;

/// <summary>The thread a connection receives on, when no message pump reads for it.</summary>
internal static class ReceiveLoop
{
    /// <summary>The bytes it has allocated by the time of this call.</summary>
    public static Task<long> CountAllocatedAsync(BrokerConnection connection)
    {
        Count count = new();
        _ = connection.Send(connection.BrowserSession, new Runtime.EvaluateCommand("1"), count);
        return count.Task;
    }

    /// <summary>A call is completed on the receive loop.</summary>
    private sealed class Count() : TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously), IPendingCall
    {
        public CdpSession? Session { get; set; }

        public void Complete(in MessageHeader message) => SetResult(GC.GetAllocatedBytesForCurrentThread());

        public void Fail(Exception reason) => SetException(reason);
    }
}
