using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Oriel.Broker.Clients;
using Oriel.Broker.Monitoring;
using Oriel.Broker.Routing;
using Oriel.Broker.Tests.Support;
using Oriel.Ipc;
using Oriel.Ipc.Loop;
using Oriel.Ipc.Processes;
using Oriel.Ipc.Sockets;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Cdp;
using Oriel.Protocol.Messages;
using Xunit;

namespace Oriel.Broker.Tests;

/// <summary>The browser's word for lost targets and the kernel's for ended processes, in the orders in which they can come; what a host is told of them. Browser and kernel are the test's.</summary>
public sealed class RendererDeathsTests : IAsyncLifetime, ILinkOwner
{
    private const string Page = "00000000000000000000000000000001";
    private const string Frame = "00000000000000000000000000000002";
    private const string InnerFrame = "00000000000000000000000000000003";
    private const int Killed = 9;
    private const int Faulted = 11;
    private const int Ended = 15;

    private readonly EventLoop _loop = new();
    private readonly ViewRegistry _views = new();
    private readonly Queue<int> _asked = [];
    private readonly BrowserCalls _calls;
    private readonly RendererDeaths _deaths;
    private readonly WirePeer _host;
    private readonly View _view;

    public RendererDeathsTests()
    {
        (FileDescriptor near, FileDescriptor far) = UnixSocket.CreatePair();
        _host = new WirePeer(far);
        _calls = new BrowserCalls(message => _asked.Enqueue(MessageHeader.Parse(message).Id!.Value));
        _deaths = new RendererDeaths(_loop, _calls, _views);
        ClientLink link = new(_loop, near, default, this, backlogLimit: long.MaxValue, isReading: false);
        _view = new View { ViewId = "1", Owner = link, TargetId = Page, SessionId = "S", BrowserContextId = "", ProfileName = "", IsInPrivate = false };
        _views.Add(_view);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _calls.Dispose();
        _loop.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Whichever_is_told_first_the_two_are_put_together(bool isKernelFirst)
    {
        if (isKernelFirst)
        {
            End(100, Faulted, "pending/a.dmp");
        }

        Crash(Page, "crashed", Faulted);
        Answer();
        if (!isKernelFirst)
        {
            Settle();
            Assert.Empty(_host.All<BrokerDomain.RendererExitedEvent>());
            End(100, Faulted, "pending/a.dmp");
        }

        BrokerDomain.RendererExitedEvent told = await NextAsync();
        Assert.Equal(("crashed", Faulted, 100, 128 + Faulted, Faulted, "pending/a.dmp"), (told.Status, told.ErrorCode, told.Pid, told.ExitStatus, told.Signal, told.Dump));
        Assert.Equal([Page], told.TargetIds);
    }

    [Fact]
    public async Task Targets_that_were_in_one_renderer_are_one_failure_with_the_page_s_code()
    {
        End(100, Killed);
        Crash(Frame, "killed", 0);
        Crash(Page, "killed", Killed);
        Answer();

        BrokerDomain.RendererExitedEvent told = await NextAsync();
        Assert.Equal([Frame, Page], told.TargetIds);
        Assert.Equal((Killed, 100), (told.ErrorCode, told.Pid));
        Assert.Empty(_asked);
    }

    [Fact]
    public async Task Two_renderers_that_end_in_different_ways_are_told_apart()
    {
        End(100, Killed);
        End(101, Faulted);
        Crash(Frame, "crashed", 0);
        Crash(Page, "killed", Killed);
        Answer();

        BrokerDomain.RendererExitedEvent first = await NextAsync();
        BrokerDomain.RendererExitedEvent second = await NextAsync();
        Assert.Equal((Frame, 101), (Assert.Single(first.TargetIds), first.Pid));
        Assert.Equal((Page, 100), (Assert.Single(second.TargetIds), second.Pid));
    }

    [Fact]
    public async Task Of_two_that_ended_in_the_same_way_only_what_both_share_is_told()
    {
        End(100, Faulted, "pending/a.dmp");
        End(101, Faulted, "pending/b.dmp");
        Crash(Page, "crashed", Faulted);
        Answer();

        BrokerDomain.RendererExitedEvent told = await NextAsync();
        Assert.Equal((null, 128 + Faulted, Faulted, null), (told.Pid, told.ExitStatus, told.Signal, told.Dump));
    }

    [Fact]
    public async Task Of_frames_that_may_have_been_in_either_nothing_is_told_that_does_not_hold_for_both()
    {
        End(100, Faulted);
        End(101, 6);
        Crash(Frame, "crashed", 0);
        Answer();

        BrokerDomain.RendererExitedEvent told = await NextAsync();
        Assert.Equal((null, null, null), (told.Pid, told.ExitStatus, told.Signal));
    }

    [Theory]
    [InlineData(true, 101)]
    [InlineData(false, 100)]
    public async Task One_that_the_browser_has_ended_itself_counts_only_if_no_other_fits(bool hasOther, int expected)
    {
        End(100, Ended);
        if (hasOther)
        {
            End(101, Killed);
        }

        Crash(Frame, "killed", 0);
        Answer();
        Run(TimeSpan.FromSeconds(0.6));

        Assert.Equal(expected, (await NextAsync()).Pid);
    }

    [Theory]
    [InlineData("killed", Ended, false)]
    [InlineData("normal", 0, true)]
    public async Task One_that_the_browser_has_ended_itself_does_not_count_when_another_is_told_a_moment_later(string status, int ofTheBrowser, bool isZygoteLost)
    {
        if (isZygoteLost)
        {
            _deaths.OnZygoteEnded();
        }

        End(100, ofTheBrowser);
        Crash(Frame, status, 0);
        Answer();
        Settle();
        Assert.Empty(_host.All<BrokerDomain.RendererExitedEvent>());
        End(101, Killed);

        BrokerDomain.RendererExitedEvent told = await NextAsync();
        Assert.Equal((101, 128 + Killed), (told.Pid, told.ExitStatus));
    }

    /// <summary>With its zygote the browser loses its knowledge of how renderers end; those that it needs no more end with 0 then.</summary>
    [Theory]
    [InlineData(false, 0, 100)]
    [InlineData(true, 128 + Killed, 101)]
    public async Task A_normal_end_is_one_with_0_as_long_as_the_browser_can_know(bool isZygoteLost, int status, int processId)
    {
        if (isZygoteLost)
        {
            _deaths.OnZygoteEnded();
        }

        End(100, 0);
        End(101, Killed);
        Crash(Page, "normal", 0);
        Answer();

        BrokerDomain.RendererExitedEvent told = await NextAsync();
        Assert.Equal(("normal", status, processId), (told.Status, told.ExitStatus, told.Pid));
    }

    [Fact]
    public async Task A_dump_that_is_looked_for_is_waited_for()
    {
        _deaths.OnEnding(100, ChildStatus.FromWait(Faulted));
        Crash(Page, "crashed", Faulted);
        Answer();
        Settle();
        Assert.Empty(_host.All<BrokerDomain.RendererExitedEvent>());

        _deaths.OnEnded(new ProcessDeath(100, ChildStatus.FromWait(Faulted), "pending/late.dmp"));

        Assert.Equal("pending/late.dmp", (await NextAsync()).Dump);
    }

    [Fact]
    public async Task One_that_could_not_be_started_had_no_process_and_is_not_waited_for()
    {
        End(100, Killed);
        Crash(Page, "failed to launch", 1002);
        Answer();

        BrokerDomain.RendererExitedEvent told = await NextAsync();
        Assert.Equal(("failed to launch", 1002, null, null, null), (told.Status, told.ErrorCode, told.Pid, told.ExitStatus, told.Signal));
    }

    [Fact]
    public async Task A_process_that_nobody_saw_end_is_waited_for_two_seconds()
    {
        Crash(Page, "killed", Killed);
        Answer();
        Settle();
        Assert.Empty(_host.All<BrokerDomain.RendererExitedEvent>());

        Run(TimeSpan.FromSeconds(2.1));

        BrokerDomain.RendererExitedEvent told = await NextAsync();
        Assert.Equal(("killed", Killed, null, null, null), (told.Status, told.ErrorCode, told.Pid, told.ExitStatus, told.Signal));
    }

    [Fact]
    public async Task A_renderer_without_targets_is_not_mixed_up_with_one_that_ends_later()
    {
        End(100, Killed);
        Run(TimeSpan.FromSeconds(2.1));

        End(101, Killed);
        Crash(Page, "killed", Killed);
        Answer();

        Assert.Equal(101, (await NextAsync()).Pid);
    }

    [Fact]
    public async Task A_death_that_has_been_told_is_nobody_else_s()
    {
        End(100, Killed);
        Crash(Frame, "killed", 0);
        Answer();
        Assert.Equal(100, (await NextAsync()).Pid);

        Crash(Page, "killed", Killed);
        Answer();
        Settle();
        End(101, Killed);

        Assert.Equal(101, (await NextAsync()).Pid);
    }

    [Fact]
    public async Task Nothing_of_a_lost_browser_is_told_later()
    {
        _deaths.OnEnding(100, ChildStatus.FromWait(Killed));
        Crash(Page, "killed", Killed);
        _deaths.Clear();
        Answer();
        _deaths.OnEnded(new ProcessDeath(100, ChildStatus.FromWait(Killed), null));
        Settle();

        End(101, Killed);
        Crash(Page, "killed", Killed);
        Answer();
        Assert.Equal(101, (await NextAsync()).Pid);
        Assert.Empty(_host.All<BrokerDomain.RendererExitedEvent>());
    }

    [Fact]
    public async Task The_frames_that_were_in_it_are_gone_when_it_is_told_and_not_before()
    {
        _views.AddFrame(_view, HexId.Parse(Frame), HexId.Parse(Page));
        _views.AddFrame(_view, HexId.Parse(InnerFrame), HexId.Parse(Frame));
        Crash(Page, "killed", Killed);

        // The browser may name it as a target of the same renderer.
        Crash(InnerFrame, "killed", 0);
        Answer();
        Settle();
        Assert.Equal([Page, Frame, InnerFrame], Known());
        End(100, Killed);

        await NextAsync();
        Assert.Equal([Page], Known());
    }

    [Fact]
    public async Task A_frame_whose_renderer_ends_stays_and_what_was_in_it_goes()
    {
        _views.AddFrame(_view, HexId.Parse(Frame), HexId.Parse(Page));
        _views.AddFrame(_view, HexId.Parse(InnerFrame), HexId.Parse(Frame));
        End(100, Killed);
        Crash(Frame, "killed", 0);
        Answer();

        await NextAsync();
        Assert.Equal([Page, Frame], Known());
    }

    bool ILinkOwner.OnMessage(ClientLink link, in MessageHeader header) => throw new InvalidOperationException("This host says nothing.");

    void ILinkOwner.PassOn(ReadOnlySpan<byte> messages) => throw new InvalidOperationException("This host says nothing.");

    void ILinkOwner.OnEnded(ClientLink link)
    {
    }

    private void Crash(string target, string status, int code) => _deaths.OnTargetCrashed(_view, new Target.TargetCrashedEvent(target, status, code), _views.FramesIn(_view, HexId.Parse(target)));

    private string[] Known() => [.. new[] { Page, Frame, InnerFrame }.Where(frame => _views.FindFrame(HexId.Parse(frame)) is not null && _view.Frames.Contains(HexId.Parse(frame)))];

    /// <summary>The kernel has told of it, and its dump was looked for.</summary>
    private void End(int processId, int signal, string? dump = null)
    {
        ChildStatus status = ChildStatus.FromWait(signal);
        _deaths.OnEnding(processId, status);
        _deaths.OnEnded(new ProcessDeath(processId, status, dump));
    }

    /// <summary>The browser answers what it was asked after the first lost target.</summary>
    private void Answer()
    {
        using MessageBuffer buffer = new();
        CborWriter writer = new(buffer);
        int id = _asked.Dequeue();
        CdpMessage.WriteError(ref writer, id, new CdpError(BrowserErrors.Refused, "Whatever it says."));
        _calls.Complete(id, MessageHeader.Parse(buffer.WrittenSpan));
    }

    /// <summary>What is due now is done.</summary>
    private void Settle() => Run(TimeSpan.Zero);

    private void Run(TimeSpan time)
    {
        _ = _loop.Schedule(time, _loop.Stop);
        _loop.Run();
    }

    private Task<BrokerDomain.RendererExitedEvent> NextAsync()
    {
        Settle();
        return _host.NextAsync<BrokerDomain.RendererExitedEvent>();
    }
}
