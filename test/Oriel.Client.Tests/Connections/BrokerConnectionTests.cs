using System;
using System.Threading.Tasks;
using Oriel.Client.Connections;
using Oriel.Client.Sessions;
using Oriel.Protocol.Cdp;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Client.Tests.Connections;

public sealed class BrokerConnectionTests : IDisposable
{
    private readonly ScriptedTransport _transport = new();
    private readonly ManualQueue _queue = new();
    private readonly BrokerConnection _connection;
    private readonly CdpSession _session;

    public BrokerConnectionTests()
    {
        _connection = new BrokerConnection(_transport, _ => { });
        _connection.UseSlot(3);
        _session = _connection.AddSession("A1", "F1", _queue);
        _connection.Start();
    }

    public void Dispose() => _transport.Dispose();

    [Fact]
    public async Task An_answer_completes_its_call_on_the_queue_of_the_session()
    {
        Task<Page.NavigateResult> task = _session.SendAsync<Page.NavigateCommand, Page.NavigateResult>(new Page.NavigateCommand("about:blank"));
        Assert.Equal("""{"id":3145729,"method":"Page.navigate","params":{"url":"about:blank"},"sessionId":"A1"}""", _transport.TakeSent(Deadline.Token));
        _transport.Say("""{"id":3145729,"result":{"frameId":"F1","loaderId":"L1"},"sessionId":"A1"}""");
        Assert.False(task.IsCompleted);
        _queue.RunNext(Deadline.Token);
        Assert.Equal("L1", (await task).LoaderId);
    }

    [Fact]
    public async Task An_error_names_the_method_and_what_the_browser_said()
    {
        Task<Page.NavigateResult> task = _session.SendAsync<Page.NavigateCommand, Page.NavigateResult>(new Page.NavigateCommand("x"));
        _transport.Say("""{"id":3145729,"error":{"code":-32000,"message":"Cannot navigate to invalid URL"},"sessionId":"A1"}""");
        _queue.RunNext(Deadline.Token);
        CdpException refused = await Assert.ThrowsAsync<CdpException>(() => task);
        Assert.Equal(-32000, refused.Error.Code);
        Assert.Contains("Page.navigate", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_pending_call_fails_with_the_reason_when_the_broker_goes()
    {
        Task<Page.NavigateResult> task = _session.SendAsync<Page.NavigateCommand, Page.NavigateResult>(new Page.NavigateCommand("x"));
        _transport.Shutdown();
        Assert.Equal(CloseReason.BrokerLost, (await _connection.Closed.WaitAsync(Deadline.Token)).Reason);
        _queue.RunNext(Deadline.Token);
        Assert.Equal(CloseReason.BrokerLost, (await Assert.ThrowsAsync<ConnectionClosedException>(() => task)).Reason);
    }

    [Fact]
    public async Task A_call_after_the_end_fails_with_the_first_reason()
    {
        _connection.Close();
        _ = await _connection.Closed.WaitAsync(Deadline.Token);
        Task<Page.NavigateResult> task = _session.SendAsync<Page.NavigateCommand, Page.NavigateResult>(new Page.NavigateCommand("x"));
        _queue.RunNext(Deadline.Token);
        Assert.Equal(CloseReason.ClosedByHost, (await Assert.ThrowsAsync<ConnectionClosedException>(() => task)).Reason);
    }

    [Fact]
    public async Task Garbage_ends_the_connection_as_a_protocol_violation()
    {
        _transport.SayBytes([1, 2, 3, 4, 5, 6, 7, 8, 9]);
        Assert.Equal(CloseReason.ProtocolViolation, (await _connection.Closed.WaitAsync(Deadline.Token)).Reason);
    }

    [Fact]
    public void Events_and_answers_arrive_in_the_order_of_the_wire()
    {
        string order = "";
        _session.Subscribe<Page.LoadEventFiredEvent>((_, _) => order += "load ");
        Task<EmptyResult> task = _session.SendAsync<Page.StopLoadingCommand, EmptyResult>(default);
        _transport.Say("""{"method":"Page.loadEventFired","params":{"timestamp":1},"sessionId":"A1"}""");
        _transport.Say("""{"id":3145729,"result":{},"sessionId":"A1"}""");
        _transport.Say("""{"method":"Page.loadEventFired","params":{"timestamp":2},"sessionId":"A1"}""");
        _queue.RunNext(Deadline.Token);
        Assert.False(task.IsCompleted);
        _queue.RunNext(Deadline.Token);
        Assert.True(task.IsCompleted);
        _queue.RunNext(Deadline.Token);
        Assert.Equal("load load ", order);
    }

    [Fact]
    public void A_message_cut_into_single_bytes_is_put_together_again()
    {
        int loads = 0;
        _session.Subscribe<Page.LoadEventFiredEvent>((_, _) => loads++);
        foreach (byte one in ScriptedTransport.Encode("""{"method":"Page.loadEventFired","params":{"timestamp":1},"sessionId":"A1"}"""))
        {
            _transport.SayBytes([one]);
        }

        _queue.RunNext(Deadline.Token);
        Assert.Equal(1, loads);
    }

    [Fact]
    public void A_large_message_between_small_ones_arrives_whole()
    {
        int length = 0;
        _session.Subscribe<Runtime.BindingCalledEvent>((_, e) => length += e.Payload.Length);
        foreach (int size in (int[])[1, 3_000_000, 2])
        {
            _transport.Say($$"""{"method":"Runtime.bindingCalled","params":{"name":"b","payload":"{{new string('x', size)}}","executionContextId":1},"sessionId":"A1"}""");
            _queue.RunNext(Deadline.Token);
        }

        Assert.Equal(3_000_003, length);
    }

    [Fact]
    public void A_child_session_can_speak_right_after_it_was_announced()
    {
        _transport.Say("""
            {"method":"Target.attachedToTarget","params":{"sessionId":"B2","waitingForDebugger":true,
             "targetInfo":{"targetId":"F2","type":"iframe","title":"","url":"","attached":true,"canAccessOpener":false}},"sessionId":"A1"}
            """);
        bool seen = false;
        _session.Subscribe<Page.LoadEventFiredEvent>((_, _) => seen = true);
        _transport.Say("""{"method":"Page.loadEventFired","params":{"timestamp":1},"sessionId":"A1"}""");
        _queue.RunNext(Deadline.Token);
        Assert.True(seen);
        Assert.Same(_session, _connection.FindSession("B2")!.Parent);
    }

    [Fact]
    public void A_paused_request_goes_to_the_page_of_its_frame()
    {
        string? paused = null;
        _session.Subscribe<Fetch.RequestPausedEvent>((_, e) => paused = e.FrameId);
        _transport.Say("""{"method":"Page.frameAttached","params":{"frameId":"F9","parentFrameId":"F1"},"sessionId":"A1"}""");
        _transport.Say("""
            {"method":"Fetch.requestPaused","params":{"requestId":"i","frameId":"F9","resourceType":"Document",
             "request":{"url":"http://a/","method":"GET","headers":{},"initialPriority":"High","referrerPolicy":"origin"}}}
            """);
        _queue.RunNext(Deadline.Token);
        Assert.Equal("F9", paused);
    }

    [Fact]
    public void Nothing_is_delivered_to_a_session_that_was_removed()
    {
        int loads = 0;
        _session.Subscribe<Page.LoadEventFiredEvent>((_, _) => loads++);
        Task<EmptyResult> last = _session.SendAsync<Page.StopLoadingCommand, EmptyResult>(default);
        _transport.Say("""{"method":"Page.loadEventFired","params":{"timestamp":1},"sessionId":"A1"}""");
        _transport.Say("""{"id":3145729,"result":{},"sessionId":"A1"}""");
        _connection.RemoveSession(_session);
        while (!last.IsCompleted)
        {
            _queue.RunNext(Deadline.Token);
        }

        Assert.Equal(0, loads);
    }
}
