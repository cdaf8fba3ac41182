using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using Oriel.Client.Connections;
using Oriel.Client.Tests.Environments;
using Oriel.Ipc;
using Oriel.Ipc.Sockets;
using Oriel.Protocol.Cbor;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Client.Tests.Connections;

/// <summary>Over a real socket: who reads is decided by what the kernel tells.</summary>
public sealed class ReceiverTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly BlockingCollection<(string Json, int Thread)> _delivered = [];
    private readonly BlockingCollection<ConnectionClosedException> _closed = [];
    private readonly Socket _broker;
    private readonly Socket _socket;
    private readonly Receiver _receiver;

    public ReceiverTests()
    {
        UnixDomainSocketEndPoint address = new(Path.Combine(_folder.Path, "s"));
        using Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(address);
        listener.Listen();
        FileDescriptor near = UnixSocket.TryConnect(address.ToString(), out _)!;
        _socket = new Socket(new SafeSocketHandle(near.Value, ownsHandle: false));
        _broker = listener.Accept();
        _receiver = new Receiver(
            new SocketTransport(near), frame => _delivered.Add((CborJson.ToJson(frame), Environment.CurrentManagedThreadId)), _closed.Add);
    }

    private ILoopSource Source => _receiver;

    public void Dispose()
    {
        Source.OnLoopEnded();
        _broker.Dispose();
        _ = _closed.Take(Deadline.Token);
        _folder.Dispose();
    }

    [Fact]
    public void Without_a_loop_its_own_thread_reads()
    {
        _receiver.Start();
        Say("""{"id":1}""");
        Assert.NotEqual(Environment.CurrentManagedThreadId, Take("""{"id":1}"""));
    }

    [Fact]
    public void A_loop_that_sleeps_reads_itself()
    {
        StartWith(new LoopOfTheTest());
        for (int i = 0; i < 100; i++)
        {
            Say($$"""{"id":{{i}}}""");
            LoopOfTheTest.SleepAndRead(Source, _socket);
            Assert.Equal(Environment.CurrentManagedThreadId, Take($$"""{"id":{{i}}}"""));
        }
    }

    [Fact]
    public void A_loop_that_is_away_for_long_does_not_hold_up_what_comes()
    {
        StartWith(new LoopOfTheTest());
        Assert.True(Source.OnSleeping());
        Source.OnRunning();
        Say("""{"id":1}""");
        Assert.NotEqual(Environment.CurrentManagedThreadId, Take("""{"id":1}"""));

        Say("""{"id":2}""");
        Assert.NotEqual(Environment.CurrentManagedThreadId, Take("""{"id":2}"""));
    }

    [Fact]
    public void When_a_loop_ends_the_thread_goes_on_and_another_loop_may_read()
    {
        StartWith(new LoopOfTheTest());
        Assert.True(Source.OnSleeping());
        Source.OnLoopEnded();
        Say("""{"id":1}""");
        Assert.NotEqual(Environment.CurrentManagedThreadId, Take("""{"id":1}"""));

        _receiver.ShareWith(new LoopOfTheTest());
        Assert.True(Source.OnSleeping());
    }

    [Fact]
    public void A_loop_that_has_ended_already_changes_nothing()
    {
        _receiver.ShareWith(new LoopOfTheTest { HasEnded = true });
        _receiver.Start();
        Say("""{"id":1}""");
        Assert.NotEqual(Environment.CurrentManagedThreadId, Take("""{"id":1}"""));
    }

    [Fact]
    public void A_large_message_is_left_to_the_thread_and_the_next_small_one_to_the_loop_again()
    {
        StartWith(new LoopOfTheTest());
        string large = $$"""{"id":1,"text":"{{new string('x', 3_000_000)}}"}""";
        byte[] bytes = ScriptedTransport.Encode(large);
        Send(bytes.AsSpan(0, 100_000));
        LoopOfTheTest.SleepAndRead(Source, _socket);
        Assert.False(Source.OnSleeping());
        Send(bytes.AsSpan(100_000));
        Assert.NotEqual(Environment.CurrentManagedThreadId, Take(large));

        Assert.True(SpinWait.SpinUntil(Source.OnSleeping, Deadline.Limit));
        Say("""{"id":2}""");
        LoopOfTheTest.SleepAndRead(Source, _socket);
        _ = Take("""{"id":2}""");
    }

    [Fact]
    public void An_end_that_the_loop_sees_is_told_and_the_loop_stops_watching()
    {
        LoopOfTheTest loop = new();
        StartWith(loop);
        _broker.Dispose();
        LoopOfTheTest.SleepAndRead(Source, _socket);
        Assert.False(Source.OnSleeping());
        Assert.True(loop.Unwatched.Wait(Deadline.Limit));
        ConnectionClosedException reason = _closed.Take(Deadline.Token);
        Assert.Equal(CloseReason.BrokerLost, reason.Reason);
        _closed.Add(reason);
    }

    [Fact]
    public void Garbage_that_the_loop_reads_ends_the_connection_with_the_reason()
    {
        StartWith(new LoopOfTheTest());
        _ = _broker.Send("HTTP/1.1 400"u8);
        LoopOfTheTest.SleepAndRead(Source, _socket);
        ConnectionClosedException reason = _closed.Take(Deadline.Token);
        Assert.Equal(CloseReason.ProtocolViolation, reason.Reason);
        _closed.Add(reason);
    }

    [Fact]
    public void Nothing_is_lost_or_overtaken_while_the_reading_changes_hands()
    {
        const int Count = 20_000;
        StartWith(new LoopOfTheTest());
        Thread sending = new(() =>
        {
            for (int i = 0; i < Count; i++)
            {
                Say($$"""{"id":{{i}}}""");
            }
        });
        sending.Start();
        HashSet<int> readers = [];
        int next = 0;
        Random random = new(1);
        while (next < Count)
        {
            LoopOfTheTest.SleepAndRead(Source, _socket);
            Source.OnRunning();

            // Away for longer than the limit now and then, and otherwise not at all.
            if (random.Next(50) == 0)
            {
                (string json, int thread) = _delivered.Take(Deadline.Token);
                Check(json, thread);
                while (thread == Environment.CurrentManagedThreadId && next < Count)
                {
                    (json, thread) = _delivered.Take(Deadline.Token);
                    Check(json, thread);
                }
            }

            while (_delivered.TryTake(out (string Json, int Thread) one))
            {
                Check(one.Json, one.Thread);
            }
        }

        sending.Join();
        Assert.Equal(2, readers.Count);

        void Check(string json, int thread)
        {
            Assert.Equal($$"""{"id":{{next++}}}""", json);
            _ = readers.Add(thread);
        }
    }

    /// <summary>The loop is there before anything comes, so that the reading is in its hands from the first message on.</summary>
    private void StartWith(LoopOfTheTest loop)
    {
        _receiver.ShareWith(loop);
        Assert.True(Source.OnSleeping());
        _receiver.Start();
    }

    private void Say(string json) => Send(ScriptedTransport.Encode(json));

    private void Send(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[_broker.Send(bytes)..];
        }
    }

    private int Take(string json)
    {
        (string actual, int thread) = _delivered.Take(Deadline.Token);
        Assert.Equal(json, actual);
        return thread;
    }
}
