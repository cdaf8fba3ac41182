using System;
using System.Collections.Generic;
using Oriel.Client.Sessions;
using Oriel.Protocol.Messages;
using Xunit;

namespace Oriel.Client.Tests.Sessions;

public sealed class PendingCallsTests
{
    private readonly PendingCalls _calls = new();

    [Fact]
    public void Ids_carry_the_slot_and_are_unique_while_in_use()
    {
        _calls.UseSlot(7);
        HashSet<int> ids = [];
        for (int i = 0; i < 5000; i++)
        {
            int id = _calls.TryAdd(null, new Call()) ?? throw new InvalidOperationException();
            Assert.Equal(7, id >> 20);
            Assert.True(ids.Add(id));
        }
    }

    [Fact]
    public void A_call_is_taken_once()
    {
        Call call = new();
        int id = _calls.TryAdd(null, call)!.Value;
        Assert.Same(call, _calls.Remove(id));
        Assert.Null(_calls.Remove(id));
    }

    [Fact]
    public void The_counter_goes_round_past_calls_that_still_wait()
    {
        int first = _calls.TryAdd(null, new Call())!.Value;
        for (int i = 0; i < (1 << 20) + 10; i++)
        {
            int id = _calls.TryAdd(null, new Call())!.Value;
            Assert.NotEqual(first, id);
            Assert.Equal(0, id >> 20);
            _ = _calls.Remove(id);
        }
    }

    [Fact]
    public void No_call_enters_after_the_end_and_all_that_wait_fail_once()
    {
        Call call = new();
        _ = _calls.TryAdd(null, call);
        InvalidOperationException reason = new("over");
        _calls.FailAll(reason);
        _calls.FailAll(new InvalidOperationException("later"));
        Assert.Equal([reason], call.Failures);
        Assert.Null(_calls.TryAdd(null, new Call()));
    }

    private sealed class Call : IPendingCall
    {
        internal List<Exception> Failures { get; } = [];

        public CdpSession? Session { get; set; }

        public void Complete(in MessageHeader message) => throw new InvalidOperationException();

        public void Fail(Exception reason) => Failures.Add(reason);
    }
}
