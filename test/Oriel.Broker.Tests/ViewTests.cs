using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Oriel.Broker.Tests.Support;
using Oriel.Ipc;
using Oriel.Ipc.Processes;
using Oriel.Protocol.Cdp;
using Xunit;

namespace Oriel.Broker.Tests;

public sealed class ViewTests
{
    [Fact]
    public async Task A_view_is_paused_at_an_empty_page_and_knows_its_browser()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer host = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult view = await host.CreateViewAsync();
        Assert.Equal(Path.Combine(sandbox.Paths.Browser, "Default"), view.ProfilePath);
        Assert.Matches(@"^\d+\.\d+\.\d+\.\d+$", view.BrowserVersion);
        Assert.Contains($"--user-data-dir={sandbox.Paths.Browser}", ProcFile.ReadArguments(view.BrowserPid));

        await host.ResumeAsync(view.SessionId);
        Assert.Equal("about:blank", await host.EvaluateAsync(view.SessionId, "location.href"));
        Assert.Equal("false", await host.EvaluateAsync(view.SessionId, "String(navigator.webdriver)"));
        await host.NavigateAsync(view.SessionId, "data:text/html,<title>x</title>");
        Assert.Equal("1", await host.EvaluateAsync(view.SessionId, "history.length"));
    }

    [Theory]
    [InlineData(800, 600, false)]
    [InlineData(1, 1, false)]
    [InlineData(2500, 1500, false)]
    [InlineData(640, 480, true)]
    public async Task A_page_sees_the_size_that_was_asked_for(int width, int height, bool isInPrivate)
    {
        await using BrokerSandbox sandbox = new();
        WirePeer host = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult view = await host.CreateViewAsync("", isInPrivate, width, height);
        await host.ResumeAsync(view.SessionId);
        await host.NavigateAsync(view.SessionId, "data:text/html,x");
        Assert.Equal($"{width}x{height}", await host.EvaluateAsync(view.SessionId, "innerWidth + 'x' + innerHeight"));
    }

    [Fact]
    public async Task Profiles_live_in_folders_of_their_name_in_one_browser()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer host = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult first = await host.CreateViewAsync("Work");
        BrokerDomain.CreateViewResult same = await host.CreateViewAsync("wORK");
        BrokerDomain.CreateViewResult other = await host.CreateViewAsync("#a b$");
        BrokerDomain.CreateViewResult reserved = await host.CreateViewAsync("ShaderCache");
        Assert.Equal(first.BrowserPid, other.BrowserPid);
        Assert.Equal(first.BrowserContextId, same.BrowserContextId);
        Assert.NotEqual(first.BrowserContextId, other.BrowserContextId);
        Assert.Equal(Path.Combine(sandbox.Paths.Browser, "Work"), first.ProfilePath);
        Assert.Equal(first.ProfilePath, same.ProfilePath);
        Assert.Equal(Path.Combine(sandbox.Paths.Browser, "#a b$"), other.ProfilePath);
        Assert.Equal(Path.Combine(sandbox.Paths.Browser, "Profile ShaderCache"), reserved.ProfilePath);
        Assert.True(Directory.Exists(other.ProfilePath));
    }

    [Fact]
    public async Task Views_do_not_each_leave_something_in_the_profile()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer host = await sandbox.JoinAsync();
        for (int i = 0; i < 4; i++)
        {
            BrokerDomain.CreateViewResult view = await host.CreateViewAsync();
            await host.ResumeAsync(view.SessionId);
            await host.NavigateAsync(view.SessionId, "data:text/html,x");
            await host.CreateViewAsync("Other");
            await host.CloseViewAsync(view.ViewId);
        }

        host.Socket.Close();
        BrokerSandbox.WaitForEnd(host.BrokerPid);

        // Where the windows were, by the name that the browser makes of the address they were opened at.
        JsonNode preferences = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(sandbox.Paths.Browser, "Default", "Preferences")))!;
        Assert.Single(preferences["browser"]!["app_window_placement"]!.AsObject());
    }

    [Theory]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData(" a")]
    [InlineData("a.")]
    [InlineData("é")]
    public async Task A_name_that_could_lead_elsewhere_is_refused(string profile)
    {
        await using BrokerSandbox sandbox = new();
        WirePeer host = await sandbox.JoinAsync();
        WireException refusal = await Assert.ThrowsAsync<WireException>(() => host.CreateViewAsync(profile));
        Assert.Equal(HResults.InvalidArgument, refusal.Error.Code);
    }

    [Fact]
    public async Task Private_views_of_one_profile_name_share_cookies_that_the_profile_does_not_see()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer host = await sandbox.JoinAsync();
        BrokerDomain.CreateViewResult[] views = await Task.WhenAll(
            host.CreateViewAsync(), host.CreateViewAsync("", true), host.CreateViewAsync("DEFAULT", true), host.CreateViewAsync("Other", true));
        Assert.Equal(views[1].BrowserContextId, views[2].BrowserContextId);
        Assert.Equal(3, views.Select(static view => view.BrowserContextId).Distinct().Count());
        await host.CallAsync<Storage.SetCookiesCommand, EmptyResult>(
            new Storage.SetCookiesCommand([new Network.CookieParam("a", "1", Url: "http://localhost/")], views[1].BrowserContextId));
        Assert.Empty((await host.CallAsync<Storage.GetCookiesCommand, Storage.GetCookiesResult>(new Storage.GetCookiesCommand(views[0].BrowserContextId))).Cookies);
        Assert.Single((await host.CallAsync<Storage.GetCookiesCommand, Storage.GetCookiesResult>(new Storage.GetCookiesCommand(views[2].BrowserContextId))).Cookies);

        // With the last view of a private context its cookies go.
        await host.CloseViewAsync(views[1].ViewId);
        await host.CloseViewAsync(views[2].ViewId);
        BrokerDomain.CreateViewResult fresh = await host.CreateViewAsync("", true);
        Assert.Empty((await host.CallAsync<Storage.GetCookiesCommand, Storage.GetCookiesResult>(new Storage.GetCookiesCommand(fresh.BrowserContextId))).Cookies);
    }

    [Fact]
    public async Task Many_hosts_that_create_views_at_once_all_get_their_own()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer[] hosts = await Task.WhenAll(Enumerable.Range(0, 5).Select(number => sandbox.JoinAsync(BrokerSandbox.Hello($"host {number}"))));
        BrokerDomain.CreateViewResult[] views = await Task.WhenAll(
            hosts.SelectMany(static host => Enumerable.Range(0, 4).Select(number => host.CreateViewAsync(number % 2 == 0 ? "" : "Other", number > 1))));
        Assert.Single(views.Select(static view => view.BrowserPid).Distinct());
        Assert.Equal(20, views.Select(static view => view.TargetId).Distinct().Count());
        Assert.Equal(4, views.Select(static view => view.BrowserContextId).Distinct().Count());
        for (int i = 0; i < views.Length; i++)
        {
            await hosts[i / 4].ResumeAsync(views[i].SessionId);
            Assert.Equal("2", await hosts[i / 4].EvaluateAsync(views[i].SessionId, "1+1"));
        }

        BrokerDomain.GetProcessesResult processes = await hosts[0].GetProcessesAsync();
        Assert.Equal(5, processes.Hosts.Count);
        Assert.All(processes.Hosts, static host => Assert.Equal(4, host.Views.Count));
        Assert.Single(processes.Processes, static process => process.Type == "browser");
        Assert.Contains(processes.Processes, static process => process is { Type: "utility", Description: "Network Service" });
        Assert.DoesNotContain(processes.Processes, static process => process.Type.Contains("crashpad", System.StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_that_closes_itself_takes_its_view_along()
    {
        await using BrokerSandbox sandbox = new();
        WirePeer host = await sandbox.JoinAsync();
        await host.CreateViewAsync();
        BrokerDomain.CreateViewResult view = await host.CreateViewAsync();
        await host.CallAsync<Target.CloseTargetCommand, Target.CloseTargetResult>(new Target.CloseTargetCommand(view.TargetId));
        Assert.Equal(view.ViewId, (await host.NextAsync<BrokerDomain.ViewClosedEvent>()).ViewId);
        WireException refusal = await Assert.ThrowsAsync<WireException>(() => host.CloseViewAsync(view.ViewId));
        Assert.Equal(HResults.InvalidState, refusal.Error.Code);
    }
}
