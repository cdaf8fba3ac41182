using System.Threading.Tasks;
using Oriel.Client.Connections;
using Oriel.Client.Sessions;
using Oriel.Ipc;
using Oriel.Ipc.Sockets;
using Oriel.Protocol.Cdp;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Client.Tests.Connections;

/// <summary>A socket of the kernel's, with the test as the broker.</summary>
public sealed class SocketTransportTests
{
    [Fact]
    public async Task What_a_broker_says_last_arrives_before_its_end_although_something_was_sent_to_it_meanwhile()
    {
        (FileDescriptor near, FileDescriptor far) = UnixSocket.CreatePair();
        BrokerConnection connection = new(new SocketTransport(near), _ => { });
        ManualQueue queue = new();
        CdpSession session = connection.AddSession("A1", "F1", queue);
        double loaded = 0;
        session.Subscribe<Page.LoadEventFiredEvent>((_, e) => loaded = e.Timestamp);
        SocketTransport broker = new(far);
        broker.Send(ScriptedTransport.Encode("""{"method":"Page.loadEventFired","params":{"timestamp":7},"sessionId":"A1"}"""));
        broker.Dispose();

        // Nobody reads yet, and nobody is there to take it.
        Task<Page.NavigateResult> call = session.SendAsync<Page.NavigateCommand, Page.NavigateResult>(new Page.NavigateCommand("x"));
        Assert.False(connection.IsClosed);
        connection.Start();

        Assert.Equal(CloseReason.BrokerLost, (await connection.Closed.WaitAsync(Deadline.Token)).Reason);
        queue.RunNext(Deadline.Token);
        Assert.Equal(7, loaded);
        queue.RunNext(Deadline.Token);
        Assert.Equal(CloseReason.BrokerLost, (await Assert.ThrowsAsync<ConnectionClosedException>(() => call)).Reason);
    }
}
