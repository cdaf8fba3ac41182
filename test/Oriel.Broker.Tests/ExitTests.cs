using System.Threading.Tasks;
using Oriel.Broker.Tests.Support;
using Oriel.Ipc;
using Oriel.Protocol.Cdp;
using Xunit;

namespace Oriel.Broker.Tests;

/// <summary>How hosts agree that their browser ends for a while.</summary>
public sealed class ExitTests
{
    private const string Purpose = BrokerDomain.ExitPurpose.ClearAuthCache;

    [Fact]
    public async Task All_are_asked_then_all_close_then_the_broker_ends_whoever_waits_for_a_view()
    {
        await using BrokerSandbox sandbox = new();
        (WirePeer first, BrokerDomain.CreateViewResult view) = await OpenAsync(sandbox);
        (WirePeer second, BrokerDomain.CreateViewResult other) = await OpenAsync(sandbox);
        WirePeer asking = await sandbox.JoinAsync();

        Task<BrokerDomain.RequestExitResult> agreed = RequestAsync(asking, "{}");
        BrokerDomain.ExitRequestedEvent asked = await first.NextAsync<BrokerDomain.ExitRequestedEvent>();
        Assert.Equal((Purpose, "{}", System.Environment.ProcessId), (asked.Purpose, asked.Settings, asked.Pid));
        await AnswerAsync(first, asked.ExitId);
        Assert.False(agreed.IsCompleted);
        await AnswerAsync(second, (await second.NextAsync<BrokerDomain.ExitRequestedEvent>()).ExitId);
        Assert.Equal(asked.ExitId, (await agreed).ExitId);

        Task<BrokerDomain.CreateViewResult> waiting = second.CreateViewAsync();
        await asking.CallAsync<BrokerDomain.BeginExitCommand, EmptyResult>(default);
        Assert.Equal(asked.ExitId, (await first.NextAsync<BrokerDomain.ExitBegunEvent>()).ExitId);
        await first.CloseViewAsync(view.ViewId);
        await second.NextAsync<BrokerDomain.ExitBegunEvent>();
        await second.CloseViewAsync(other.ViewId);

        Assert.Equal(view.BrowserPid, (await second.NextAsync<BrokerDomain.BrowserExitedEvent>()).Pid);
        Assert.StartsWith("idle:", (await second.NextAsync<BrokerDomain.DisconnectingEvent>()).Reason, System.StringComparison.Ordinal);
        await second.Ended;
        Assert.False(waiting.IsCompletedSuccessfully);
        Assert.Empty(second.All<BrokerDomain.ExitCancelledEvent>());
    }

    [Fact]
    public async Task Who_has_no_view_any_more_need_not_answer()
    {
        await using BrokerSandbox sandbox = new();
        (WirePeer first, BrokerDomain.CreateViewResult view) = await OpenAsync(sandbox);
        (WirePeer second, BrokerDomain.CreateViewResult closed) = await OpenAsync(sandbox);
        WirePeer asking = await sandbox.JoinAsync();

        Task<BrokerDomain.RequestExitResult> agreed = RequestAsync(asking);
        await AnswerAsync(first, (await first.NextAsync<BrokerDomain.ExitRequestedEvent>()).ExitId);
        WirePeer late = await sandbox.JoinAsync();
        await late.NextAsync<BrokerDomain.ExitRequestedEvent>();
        await second.CloseViewAsync(closed.ViewId);

        await agreed;
        await first.CloseViewAsync(view.ViewId);
    }

    [Fact]
    public async Task A_refusal_ends_it_and_names_the_host()
    {
        await using BrokerSandbox sandbox = new();
        (WirePeer host, BrokerDomain.CreateViewResult view) = await OpenAsync(sandbox);
        WirePeer asking = await sandbox.JoinAsync();

        Task<BrokerDomain.RequestExitResult> agreed = RequestAsync(asking);
        BrokerDomain.ExitRequestedEvent asked = await host.NextAsync<BrokerDomain.ExitRequestedEvent>();
        await host.CallAsync<BrokerDomain.AnswerExitCommand, EmptyResult>(new BrokerDomain.AnswerExitCommand(asked.ExitId, Accepts: false) { Reason = "not now" });

        WireException refused = await Assert.ThrowsAsync<WireException>(() => agreed);
        Assert.Equal(HResults.Abort, refused.Error.Code);
        Assert.Contains($"(PID {System.Environment.ProcessId}) does not close its views: not now", refused.Message, System.StringComparison.Ordinal);
        await host.NextAsync<BrokerDomain.ExitCancelledEvent>();

        // An answer that comes too late is an answer to nothing.
        Task<BrokerDomain.RequestExitResult> again = RequestAsync(asking);
        await host.NextAsync<BrokerDomain.ExitRequestedEvent>();
        await AnswerAsync(host, asked.ExitId);
        WireException begun = await Assert.ThrowsAsync<WireException>(() => asking.CallAsync<BrokerDomain.BeginExitCommand, EmptyResult>(default));
        Assert.Equal(HResults.InvalidState, begun.Error.Code);
        Assert.False(again.IsCompleted);
        await host.CloseViewAsync(view.ViewId);
    }

    [Fact]
    public async Task One_request_at_a_time_and_it_ends_with_its_host_or_when_that_says_so()
    {
        await using BrokerSandbox sandbox = new();
        (WirePeer host, BrokerDomain.CreateViewResult view) = await OpenAsync(sandbox);
        WirePeer asking = await sandbox.JoinAsync();
        WirePeer other = await sandbox.JoinAsync();
        Task<BrokerDomain.RequestExitResult> agreed = RequestAsync(asking);
        await host.NextAsync<BrokerDomain.ExitRequestedEvent>();

        WireException second = await Assert.ThrowsAsync<WireException>(() => RequestAsync(other));
        Assert.Equal(HResults.InvalidState, second.Error.Code);
        Assert.Contains("has asked all apps that use the folder", second.Message, System.StringComparison.Ordinal);
        await asking.DisposeAsync();
        await host.NextAsync<BrokerDomain.ExitCancelledEvent>();

        Task<BrokerDomain.RequestExitResult> next = RequestAsync(other);
        BrokerDomain.ExitRequestedEvent asked = await host.NextAsync<BrokerDomain.ExitRequestedEvent>();
        BrokerDomain.CancelExitResult cancelled = await other.CallAsync<BrokerDomain.CancelExitCommand, BrokerDomain.CancelExitResult>(default);
        Assert.Equal(view.ViewId, Assert.Single(Assert.Single(cancelled.Holders).Views).ViewId);
        Assert.Equal(asked.ExitId, (await host.NextAsync<BrokerDomain.ExitCancelledEvent>()).ExitId);

        // Views are given as before.
        await host.CloseViewAsync((await host.CreateViewAsync()).ViewId);
        Assert.False(agreed.IsCompletedSuccessfully || next.IsCompletedSuccessfully);
        await host.CloseViewAsync(view.ViewId);
    }

    [Fact]
    public async Task A_view_that_waits_is_given_when_it_comes_to_nothing()
    {
        await using BrokerSandbox sandbox = new();
        (WirePeer host, BrokerDomain.CreateViewResult view) = await OpenAsync(sandbox);
        WirePeer asking = await sandbox.JoinAsync();
        Task<BrokerDomain.RequestExitResult> agreed = RequestAsync(asking);
        await AnswerAsync(host, (await host.NextAsync<BrokerDomain.ExitRequestedEvent>()).ExitId);
        await agreed;
        Task<BrokerDomain.CreateViewResult> waiting = host.CreateViewAsync();

        await asking.CallAsync<BrokerDomain.CancelExitCommand, BrokerDomain.CancelExitResult>(default);

        Assert.Equal(view.BrowserPid, (await waiting).BrowserPid);
    }

    /// <summary>A host with a view.</summary>
    private static async Task<(WirePeer Host, BrokerDomain.CreateViewResult View)> OpenAsync(BrokerSandbox sandbox)
    {
        WirePeer host = await sandbox.JoinAsync();
        return (host, await host.CreateViewAsync());
    }

    private static Task<BrokerDomain.RequestExitResult> RequestAsync(WirePeer host, string? settings = null) =>
        host.CallAsync<BrokerDomain.RequestExitCommand, BrokerDomain.RequestExitResult>(new BrokerDomain.RequestExitCommand(Purpose) { Settings = settings });

    private static Task<EmptyResult> AnswerAsync(WirePeer host, int exitId) =>
        host.CallAsync<BrokerDomain.AnswerExitCommand, EmptyResult>(new BrokerDomain.AnswerExitCommand(exitId, Accepts: true));
}
