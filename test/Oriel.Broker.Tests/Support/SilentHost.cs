using System;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using Oriel.Client.Connections;
using Oriel.Ipc;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Cdp;
using Oriel.Protocol.Messages;

namespace Oriel.Broker.Tests.Support;

/// <summary>A host that reads only when a test says so.</summary>
internal sealed class SilentHost : IDisposable
{
    private readonly Socket _socket;
    private int _lastId;

    private SilentHost(FileDescriptor socket) => _socket = new Socket(new SafeSocketHandle(socket.Release(), ownsHandle: true));

    public static async Task<SilentHost> JoinAsync(BrokerSandbox sandbox)
    {
        SilentHost host = new(await new BrokerLocator().ConnectAsync(sandbox.UserDataFolder));
        await host.SendAsync(BrokerSandbox.Hello("silent"));
        byte[] answer = await host.ReadMessageAsync() ?? throw new InvalidOperationException("No answer to the hello.");
        CborReader reader = new(MessageHeader.Parse(answer).Result);
        host._lastId = BrokerDomain.HelloResult.Read(ref reader).Slot << 20;
        return host;
    }

    public async Task<string> CreateViewAsync()
    {
        await SendAsync(new BrokerDomain.CreateViewCommand("", false, 100, 100));
        byte[] answer;
        do
        {
            answer = await ReadMessageAsync() ?? throw new InvalidOperationException("No view.");
        }
        while (MessageHeader.Parse(answer).Id is null);

        string session = ReadSession(answer);
        await SendAsync(new Runtime.RunIfWaitingForDebuggerCommand(), session);
        return session;
    }

    public async Task SendAsync<TCommand>(TCommand command, string sessionId = "")
        where TCommand : ICdpCommand
    {
        using MessageBuffer buffer = new();
        CborWriter writer = new(buffer);
        CdpMessage.WriteCommand(ref writer, ++_lastId, Encoding.UTF8.GetBytes(sessionId), command);
        await _socket.SendAsync(buffer.WrittenMemory);
    }

    /// <summary>Reads whole messages to the end of the connection.</summary>
    /// <returns>The farewell, which must be the last of them.</returns>
    public async Task<BrokerDomain.DisconnectingEvent> ReadToEndAsync()
    {
        byte[] last = [];
        while (await ReadMessageAsync() is { } message)
        {
            _ = MessageHeader.Parse(message);
            last = message;
        }

        CborReader reader = new(MessageHeader.Parse(last).Params);
        return BrokerDomain.DisconnectingEvent.Read(ref reader);
    }

    public void Dispose() => _socket.Dispose();

    private static string ReadSession(byte[] answer)
    {
        CborReader reader = new(MessageHeader.Parse(answer).Result);
        return BrokerDomain.CreateViewResult.Read(ref reader).SessionId;
    }

    private async Task<byte[]?> ReadMessageAsync()
    {
        byte[] head = new byte[CborFormat.EnvelopeHeaderSize];
        if (!await FillAsync(head))
        {
            return null;
        }

        byte[] message = new byte[CborFormat.ReadMessageLength(head)];
        head.CopyTo(message, 0);
        return await FillAsync(message.AsMemory(head.Length)) ? message : throw new InvalidOperationException("The connection ended inside a message.");
    }

    private async Task<bool> FillAsync(Memory<byte> memory)
    {
        while (memory.Length > 0)
        {
            int count;
            try
            {
                count = await _socket.ReceiveAsync(memory);
            }
            catch (SocketException)
            {
                return false;
            }

            if (count == 0)
            {
                return false;
            }

            memory = memory[count..];
        }

        return true;
    }
}
