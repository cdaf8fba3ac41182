using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using Oriel.Ipc.Framing;
using Oriel.Ipc.Interop;
using Oriel.Ipc.Sockets;
using Oriel.Protocol;
using Xunit;

namespace Oriel.Ipc.Tests;

public sealed unsafe class FramingTests : IDisposable
{
    private readonly FileDescriptor _near;
    private readonly FileDescriptor _far;

    public FramingTests()
    {
        (_near, _far) = UnixSocket.CreatePair();
        PosixFile.SetNonBlocking(_near);
        PosixFile.SetNonBlocking(_far);
    }

    public void Dispose()
    {
        _near.Dispose();
        _far.Dispose();
    }

    [Fact]
    public void Messages_are_cut_where_they_begin_however_they_arrive()
    {
        byte[][] messages = [.. Enumerable.Range(1, 40).Select(number => Message(number * number * 3, (byte)number))];
        byte[] stream = [.. messages.SelectMany(static message => message)];
        foreach (int step in new[] { 1, 6, 7, 8, 63, 64, 65, 1000, stream.Length })
        {
            using FrameReceiver receiver = new(_far, 64, 1_000_000);
            List<byte[]> received = [];
            for (int sent = 0; sent < stream.Length; sent += step)
            {
                Write(_near, stream.AsSpan(sent, Math.Min(step, stream.Length - sent)));
                while (receiver.Receive() == ReceiveOutcome.MoreMayFollow)
                {
                    Take(receiver, received);
                }

                Take(receiver, received);
            }

            Assert.Equal(messages, received);
        }
    }

    [Theory]
    [InlineData(new byte[] { (byte)'G' })]
    [InlineData(new byte[] { 0xD8, 0x19 })]
    [InlineData(new byte[] { 0xD8, 0x18, 0x5A, 0, 1, 0, 0 })]
    [InlineData(new byte[] { 0xD8, 0x18, 0x5A, 0xFF, 0xFF, 0xFF, 0xFF })]
    public void What_is_no_message_or_too_long_is_refused_at_its_first_bytes(byte[] bytes)
    {
        using FrameReceiver receiver = new(_far, 64, 60_000);
        Write(_near, bytes);
        receiver.Receive();
        Assert.Throws<ProtocolException>(() => receiver.TryPeekFrame(0, out _));
    }

    [Fact]
    public void The_end_of_the_peer_is_told_after_what_it_sent()
    {
        using FrameReceiver receiver = new(_far, 64, 1000);
        Write(_near, Message(10, 1));
        _near.Dispose();
        Assert.Equal(ReceiveOutcome.Drained, receiver.Receive());
        Assert.True(receiver.TryPeekFrame(0, out int length));
        receiver.Take(length);
        Assert.Equal(ReceiveOutcome.Ended, receiver.Receive());
    }

    [Fact]
    public void What_the_peer_does_not_read_waits_in_order()
    {
        using FrameSender sender = new(_near, isSocket: true);
        byte[][] messages = [.. Enumerable.Range(0, 200).Select(static number => Message(10_000, (byte)number))];
        foreach (byte[] message in messages)
        {
            sender.Send(message);
        }

        Assert.True(sender.Backlog > 0);
        Assert.Equal(messages, Drain(sender));
        Assert.Equal(0, sender.Backlog);
    }

    [Fact]
    public void A_message_in_parts_holds_others_back_and_stays_whole()
    {
        using FrameSender sender = new(_near, isSocket: true);
        byte[] large = Message(3_000_000, 7);
        byte[] small = Message(10, 8);
        sender.BeginMessage(large.Length);
        for (int sent = 0; sent < large.Length; sent += 100_000)
        {
            sender.SendPart(large.AsSpan(sent, Math.Min(100_000, large.Length - sent)));
            sender.Send(small);
        }

        List<byte[]> received = Drain(sender);
        Assert.Equal(large, received[0]);
        Assert.Equal(1 + ((large.Length + 99_999) / 100_000), received.Count);
        Assert.All(received[1..], message => Assert.Equal(small, message));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Dropping_the_backlog_leaves_a_stream_of_whole_messages(bool isInParts)
    {
        using FrameSender sender = new(_near, isSocket: true);
        byte[] large = Message(2_000_000, 1);
        if (isInParts)
        {
            sender.BeginMessage(large.Length);
            sender.SendPart(large.AsSpan(0, 1_500_000));
            sender.SendPart(large.AsSpan(1_500_000));
        }
        else
        {
            sender.Send(large);
        }

        for (int i = 0; i < 10; i++)
        {
            sender.Send(Message(50_000, 2));
        }

        Assert.True(sender.TryDropBacklog());
        byte[] farewell = Message(20, 3);
        sender.Send(farewell);
        Assert.Equal([large, farewell], Drain(sender));
    }

    [Fact]
    public void A_message_that_will_never_be_whole_cannot_be_completed()
    {
        using FrameSender sender = new(_near, isSocket: true);
        sender.BeginMessage(2_000_000);
        sender.SendPart(Message(2_000_000, 1).AsSpan(0, 1_000_000));
        Assert.False(sender.TryDropBacklog());
    }

    [Fact]
    public void Sending_to_nobody_is_told_at_once_and_ever_after()
    {
        using FrameSender sender = new(_near, isSocket: true);
        _far.Dispose();
        Assert.Equal(SendOutcome.Broken, sender.Send(Message(10, 1)));
        Assert.Equal(SendOutcome.Broken, sender.Send(Message(10, 1)));
        Assert.Equal(SendOutcome.Broken, sender.Flush());
    }

    internal static byte[] Message(int length, byte fill)
    {
        byte[] message = new byte[length + 7];
        message.AsSpan().Fill(fill);
        message[0] = 0xD8;
        message[1] = 0x18;
        message[2] = 0x5A;
        BinaryPrimitives.WriteInt32BigEndian(message.AsSpan(3), length);
        return message;
    }

    private List<byte[]> Drain(FrameSender sender)
    {
        using FrameReceiver receiver = new(_far, 4096, 100_000_000);
        List<byte[]> received = [];
        do
        {
            sender.Flush();
            receiver.Receive();
            Take(receiver, received);
        }
        while (sender.Backlog > 0);
        while (receiver.Receive() == ReceiveOutcome.MoreMayFollow || !receiver.Pending.IsEmpty)
        {
            Take(receiver, received);
        }

        Take(receiver, received);
        return received;
    }

    private static void Take(FrameReceiver receiver, List<byte[]> received)
    {
        while (receiver.TryPeekFrame(0, out int length))
        {
            received.Add(receiver.Pending[..length].ToArray());
            receiver.Take(length);
        }
    }

    private static void Write(FileDescriptor descriptor, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            Assert.Equal(bytes.Length, Libc.write(descriptor.Value, start, (nuint)bytes.Length));
        }
    }
}
