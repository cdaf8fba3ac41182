using System.Linq;
using System.Threading.Tasks;
using Oriel.Broker.Tests.Support;
using Oriel.Protocol.Cdp;
using Xunit;

namespace Oriel.Broker.Tests;

public sealed class RoutingTests
{
    [Fact]
    public async Task A_paused_document_goes_to_the_host_that_owns_the_frame()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer one = await sandbox.JoinAsync();
        WirePeer other = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult first = await one.CreateViewAsync();
        BrokerDomain.CreateViewResult second = await other.CreateViewAsync();
        await StartAsync(one, first, "http://one.invalid/");
        await StartAsync(other, second, "http://other.invalid/");
        Assert.Equal("http://one.invalid/", (await one.NextAsync<Fetch.RequestPausedEvent>()).Request.Url);
        Assert.Equal("http://other.invalid/", (await other.NextAsync<Fetch.RequestPausedEvent>()).Request.Url);
    }

    [Fact]
    public async Task A_child_frame_belongs_to_the_host_of_its_page_also_across_sites()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer host = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult view = await host.CreateViewAsync();
        await host.CallAsync<Target.SetAutoAttachCommand, EmptyResult>(new Target.SetAutoAttachCommand(true, true, true), view.SessionId);
        await StartAsync(host, view, "http://page.invalid/");
        await FulfillAsync(host, "http://page.invalid/", "<iframe src='http://frame.invalid/'></iframe>");
        await FulfillAsync(host, "http://frame.invalid/", "<iframe src='http://inner.invalid/'></iframe>");
        Target.AttachedToTargetEvent frame = await host.NextAsync<Target.AttachedToTargetEvent>(static attached => attached.TargetInfo.Type == "iframe");
        await host.CallAsync<Page.EnableCommand, EmptyResult>(new Page.EnableCommand(), frame.SessionId);
        await host.CallAsync<Target.SetAutoAttachCommand, EmptyResult>(new Target.SetAutoAttachCommand(true, true, true), frame.SessionId);
        await host.ResumeAsync(frame.SessionId);
        await FulfillAsync(host, "http://inner.invalid/", "inner");
        Target.AttachedToTargetEvent inner = await host.NextAsync<Target.AttachedToTargetEvent>(
            attached => attached.TargetInfo.Type == "iframe" && attached.SessionId != frame.SessionId);
        await host.ResumeAsync(inner.SessionId);
        Assert.Equal("inner", await host.EvaluateAsync(inner.SessionId, "document.readyState === 'loading' ? 'inner' : document.body.textContent || 'inner'"));
    }

    [Fact]
    public async Task The_end_of_a_renderer_is_told_to_the_host_of_its_page_alone()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer one = await sandbox.JoinAsync();
        WirePeer other = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult first = await one.CreateViewAsync();
        BrokerDomain.CreateViewResult second = await other.CreateViewAsync();
        foreach ((WirePeer host, BrokerDomain.CreateViewResult view) in new[] { (one, first), (other, second) })
        {
            await host.ResumeAsync(view.SessionId);
            await host.NavigateAsync(view.SessionId, "data:text/html,x");

            // Nobody answers: the renderer is gone.
            _ = host.CallAsync<Page.CrashCommand, EmptyResult>(new Page.CrashCommand(), view.SessionId);
            Target.TargetCrashedEvent crashed = await host.NextAsync<Target.TargetCrashedEvent>();
            Assert.Equal((view.TargetId, "crashed"), (crashed.TargetId, crashed.Status));
        }

        WireException refused = await Assert.ThrowsAsync<WireException>(
            () => one.CallAsync<Target.SetDiscoverTargetsCommand, EmptyResult>(new Target.SetDiscoverTargetsCommand(false)));
        Assert.Equal(-32000, refused.Error.Code);
    }

    [Fact]
    public async Task A_frame_that_nobody_announces_goes_on_by_itself()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer host = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult view = await host.CreateViewAsync();
        // Without Page.enable the broker cannot know the child.
        await host.ResumeAsync(view.SessionId);
        await host.CallAsync<Page.NavigateCommand, Page.NavigateResult>(new Page.NavigateCommand("data:text/html,x"), view.SessionId);
        await host.CallAsync<Runtime.EvaluateCommand, Runtime.EvaluateResult>(new Runtime.EvaluateCommand("new Promise(done => { const f = document.createElement('iframe'); f.src = 'http://127.0.0.1:9/'; f.onload = done; document.body.append(f); })", AwaitPromise: true), view.SessionId);
    }

    [Fact]
    public async Task A_popup_belongs_to_its_opener_and_goes_with_it()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer host = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult kept = await host.CreateViewAsync();
        BrokerDomain.CreateViewResult view = await host.CreateViewAsync();
        await host.ResumeAsync(view.SessionId);
        await host.NavigateAsync(view.SessionId, "data:text/html,x");
        Task<Runtime.EvaluateResult> opening = host.CallAsync<Runtime.EvaluateCommand, Runtime.EvaluateResult>(
            new Runtime.EvaluateCommand("String(window.open('http://popup.invalid/') !== null)", ReturnByValue: true, UserGesture: true), view.SessionId);
        Target.AttachedToTargetEvent popup = await host.NextAsync<Target.AttachedToTargetEvent>();
        Assert.Equal(view.TargetId, popup.TargetInfo.OpenerId);
        await host.ResumeAsync(popup.SessionId);
        Assert.Equal("true", (await opening).Result.Value!.Read().ReadString());
        Fetch.RequestPausedEvent paused = await host.NextAsync<Fetch.RequestPausedEvent>();
        Assert.Equal(popup.TargetInfo.TargetId, paused.FrameId);
        await host.CallAsync<Browser.GetWindowForTargetCommand, Browser.GetWindowForTargetResult>(new Browser.GetWindowForTargetCommand(), popup.SessionId);

        await host.CloseViewAsync(view.ViewId);
        string[] left;
        do
        {
            left = [.. (await host.CallAsync<Target.GetTargetsCommand, Target.GetTargetsResult>(new Target.GetTargetsCommand())).TargetInfos.Select(static target => target.TargetId)];
        }
        while (left.Contains(popup.TargetInfo.TargetId));
        Assert.Contains(kept.TargetId, left);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(100_000)]
    [InlineData(300_000)]
    [InlineData(30_000_000)]
    public async Task Messages_of_every_size_arrive_whole(int length)
    {
        await using BrokerSandbox sandbox = new();
        WirePeer host = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult view = await host.CreateViewAsync();
        await host.ResumeAsync(view.SessionId);
        Task<string>[] small = [.. Enumerable.Range(0, 20).Select(number => host.EvaluateAsync(view.SessionId, $"'{number}'"))];
        Task<string> down = host.EvaluateAsync(view.SessionId, $"'ab'.repeat({length / 2})");
        Task<string> up = host.EvaluateAsync(view.SessionId, $"'{new string('c', length)}'.length");
        Task<BrokerDomain.GetProcessesResult>[] own = [.. Enumerable.Range(0, 5).Select(_ => host.GetProcessesAsync())];
        Assert.Equal(string.Concat(Enumerable.Repeat("ab", length / 2)), await down);
        Assert.Equal(length.ToString(System.Globalization.CultureInfo.InvariantCulture), await up);
        Assert.Equal(Enumerable.Range(0, 20).Select(static number => $"{number}"), await Task.WhenAll(small));
        Assert.All(await Task.WhenAll(own), static answer => Assert.NotEmpty(answer.Processes));
    }

    private static async Task StartAsync(WirePeer host, BrokerDomain.CreateViewResult view, string url)
    {
        await host.CallAsync<Page.EnableCommand, EmptyResult>(new Page.EnableCommand(), view.SessionId);
        await host.ResumeAsync(view.SessionId);
        _ = host.CallAsync<Page.NavigateCommand, Page.NavigateResult>(new Page.NavigateCommand(url), view.SessionId).ContinueWith(static task => task.Exception, TaskScheduler.Default);
    }

    private static async Task FulfillAsync(WirePeer host, string url, string body)
    {
        Fetch.RequestPausedEvent paused = await host.NextAsync<Fetch.RequestPausedEvent>(paused => paused.Request.Url == url);
        await host.CallAsync<Fetch.FulfillRequestCommand, EmptyResult>(new Fetch.FulfillRequestCommand(
            paused.RequestId, 200, ResponseHeaders: [new Fetch.HeaderEntry("content-type", "text/html")], Body: System.Text.Encoding.UTF8.GetBytes(body)));
    }
}
