using System;
using Oriel.Client.Sessions;
using Oriel.Protocol.Messages;
using Xunit;

namespace Oriel.Client.Tests.Sessions;

public sealed class EventTableTests
{
    private readonly EventTable _table = new();

    [Fact]
    public void A_subscription_is_found_by_the_bytes_of_its_method()
    {
        Nobody subscription = new();
        _table.Add("Page.loadEventFired"u8, subscription);
        Assert.Same(subscription, Assert.Single(_table.Find("Page.loadEventFired"u8)));
        Assert.Empty(_table.Find("Page.loadEventFire"u8));
    }

    [Fact]
    public void Several_subscriptions_are_kept_in_order_and_one_can_go()
    {
        Nobody first = new();
        Nobody second = new();
        _table.Add("A.b"u8, first);
        _table.Add("A.b"u8, second);
        Assert.Equal([first, second], _table.Find("A.b"u8));
        _table.Remove("A.b"u8, first);
        Assert.Equal([second], _table.Find("A.b"u8));
        _table.Remove("A.b"u8, second);
        Assert.Empty(_table.Find("A.b"u8));
    }

    [Fact]
    public void Looking_up_allocates_nothing()
    {
        _table.Add("Page.loadEventFired"u8, new Nobody());
        _ = _table.Find("Page.loadEventFired"u8);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            _ = _table.Find("Page.loadEventFired"u8);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private sealed class Nobody : EventSubscription
    {
        internal override void Deliver(CdpSession session, in MessageHeader message) => throw new InvalidOperationException();
    }
}
