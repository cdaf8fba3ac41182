using System;
using System.Collections.Generic;
using Oriel.Ipc.Interop;
using Oriel.Ipc.Loop;
using Xunit;

namespace Oriel.Ipc.Tests;

public sealed unsafe class EventLoopTests
{
    [Fact]
    public void Deadlines_fire_in_order_and_not_when_what_they_bound_has_come()
    {
        using EventLoop loop = new();
        List<int> fired = [];
        loop.Schedule(TimeSpan.FromSeconds(1.5), () =>
        {
            fired.Add(3);
            loop.Stop();
        });
        loop.Schedule(TimeSpan.FromMilliseconds(10), () => fired.Add(1));
        loop.Schedule(TimeSpan.FromMilliseconds(500), () => fired.Add(9)).Dispose();
        loop.Schedule(TimeSpan.FromSeconds(1), () => fired.Add(2));
        loop.Run();
        Assert.Equal([1, 2, 3], fired);
    }

    [Fact]
    public void A_handler_may_end_another_whose_event_is_in_the_same_batch()
    {
        using EventLoop loop = new();
        List<Handler> called = [];
        Handler first = new();
        Handler second = new();
        foreach (Handler handler in new[] { first, second })
        {
            Handler other = handler == first ? second : first;
            handler.Called = () =>
            {
                called.Add(handler);
                loop.Unregister(other.Reading);
                other.Reading.Dispose();
                loop.Stop();
            };
            loop.Register(handler.Reading, Readiness.Readable, handler);
            handler.MakeReadable();
        }

        loop.Run();
        Assert.Single(called);
    }

    [Fact]
    public void A_number_used_again_within_a_batch_does_not_get_its_predecessors_event()
    {
        using EventLoop loop = new();
        Handler first = new();
        Handler second = new();
        Handler successor = new();
        bool isSuccessorCalled = false;
        successor.Called = () => isSuccessorCalled = true;
        foreach (Handler handler in new[] { first, second })
        {
            Handler other = handler == first ? second : first;
            handler.Called = () =>
            {
                int number = other.Reading.Value;
                loop.Unregister(other.Reading);
                other.Reading.Dispose();
                Assert.Equal(number, Libc.dup2(successor.Reading.Value, number));
                FileDescriptor reused = new(number);
                loop.Register(reused, Readiness.Readable, successor);
                handler.Called = loop.Stop;
            };
            loop.Register(handler.Reading, Readiness.Readable, handler);
            handler.MakeReadable();
        }

        loop.Run();
        Assert.False(isSuccessorCalled);
    }

    [Fact]
    public void What_is_posted_runs_when_the_handler_has_returned()
    {
        using EventLoop loop = new();
        List<string> order = [];
        Handler handler = new();
        handler.Called = () =>
        {
            loop.Post(() =>
            {
                order.Add("posted");
                loop.Stop();
            });
            order.Add("handler");
        };
        loop.Register(handler.Reading, Readiness.Readable, handler);
        handler.MakeReadable();
        loop.Run();
        Assert.Equal(["handler", "posted"], order);
    }

    private sealed class Handler : IReadyHandler
    {
        private readonly FileDescriptor _writing;

        public Handler()
        {
            (Reading, _writing) = PosixFile.CreatePipe();
        }

        public FileDescriptor Reading { get; }

        public Action Called { get; set; } = static () => { };

        public void OnReady(Readiness readiness) => Called();

        public void MakeReadable()
        {
            byte one = 1;
            Assert.Equal(1, Libc.write(_writing.Value, &one, 1));
        }
    }
}
