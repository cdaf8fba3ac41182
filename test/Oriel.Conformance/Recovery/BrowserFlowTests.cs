using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Oriel.TestKit.Hosts;
using Oriel.TestKit.Processes;
using Oriel.TestKit.Site;
using Xunit;

namespace Oriel.Conformance.Recovery;

/// <summary>What needs the browser to end, over two host apps that share its folder.</summary>
public sealed class BrowserFlowTests : HostTests
{
    private readonly TestSite _site = new();

    /// <inheritdoc/>
    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _site.DisposeAsync();
    }

    [Fact, Behaviour(31), Behaviour(67)]
    public async Task Clearing_the_folder_empties_it_for_both_and_both_have_their_views_back()
    {
        string url = _site.Html("/data", "<title>data</title>");
        (HostEnvironment first, HostView view) = await StartKeptAsync();
        (HostEnvironment second, HostView other) = await StartKeptAsync();
        await view.OpenAsync(url, Bound);
        await other.OpenAsync(url, Bound);
        await view.RunScriptAsync("localStorage.a = 1; document.cookie = 'c=1; max-age=1000'", Bound);
        Assert.Equal("\"1 c=1\"", await other.RunScriptAsync("`${localStorage.a} ${document.cookie}`", Bound));
        string report = Path.Combine(UserDataFolder, "EBWebView", "Crashpad", "report");
        await File.WriteAllTextAsync(report, "", Bound);

        await first.EndBrowserAsync("clear", cancellation: Bound);

        HostEvent asked = await second.App.NextEventAsync("BrowserExitRequested", Bound);
        Assert.Equal(("ClearUserDataFolder", first.App.ProcessId), (asked.Args["purpose"]!.GetValue<string>(), asked.Args["pid"]!.GetValue<int>()));
        await second.App.NextEventAsync("Recovered", Bound);
        Assert.False(File.Exists(report));
        foreach (HostView each in new[] { view, other })
        {
            Assert.Equal("\"data undefined \"", await each.RunScriptAsync("`${document.title} ${localStorage.a} ${document.cookie}`", Bound));
            Assert.NotEqual(view.BrowserProcessId, await BrowserOfAsync(each));
        }

        Assert.Equal(await BrowserOfAsync(view), await BrowserOfAsync(other));
    }

    [Fact, Behaviour(130)]
    public async Task A_new_version_runs_for_both()
    {
        string bin = Folder.Combine("bin");
        Install(bin, "156.0.1.1", 1);
        HostOptions path = new() { Variables = new Dictionary<string, string?> { ["PATH"] = bin + ":" + Environment.GetEnvironmentVariable("PATH") } };
        (HostEnvironment first, HostView view) = await StartKeptAsync(path);
        (HostEnvironment second, HostView other) = await StartKeptAsync(path);
        await first.ListenAsync("NewBrowserVersionAvailable", Bound);
        Assert.Contains("--oriel-test-version=1", ProcessTable.Find(view.BrowserProcessId)!.Arguments);

        Install(bin, "157.0.2.2", 2);
        await first.App.NextEventAsync("NewBrowserVersionAvailable", Bound);
        string version = await first.EndBrowserAsync("move", cancellation: Bound);

        Assert.Equal("157.0.2.2", version);
        HostEvent replaced = await second.App.NextEventAsync("ControllerReplaced", Bound);
        Assert.Equal("157.0.2.2", replaced.Args["browserVersion"]!.GetValue<string>());
        int browser = await BrowserOfAsync(view);
        Assert.Equal(browser, await BrowserOfAsync(other));
        Assert.Contains("--oriel-test-version=2", ProcessTable.Find(browser)!.Arguments);
    }

    [Fact, Behaviour(17)]
    public async Task Another_language_is_spoken_by_both()
    {
        string url = _site.Html("/language", "language");
        (HostEnvironment first, HostView view) = await StartKeptAsync();
        (HostEnvironment second, HostView other) = await StartKeptAsync();
        await view.OpenAsync(url, Bound);
        await other.OpenAsync(url, Bound);
        Assert.NotEqual("\"de\"", await view.RunScriptAsync("navigator.language", Bound));

        await first.EndBrowserAsync("restart", new JsonObject { ["language"] = "de" }, Bound);

        await second.App.NextEventAsync("Recovered", Bound);
        Assert.Equal("\"de\"", await view.RunScriptAsync("navigator.language", Bound));
        Assert.Equal("\"de\"", await other.RunScriptAsync("navigator.language", Bound));

        // And so in a view that is created now.
        HostView third = await second.CreateViewAsync(name: "third", cancellation: Bound);
        Assert.Equal(await BrowserOfAsync(view), third.BrowserProcessId);
    }

    [Fact, Behaviour(40)]
    public async Task Credentials_are_asked_for_again()
    {
        _site.Map("/secret", request => SiteResponse.ForUser(request, "user", "pw", () => SiteResponse.Html("<title>secret</title>")));
        string url = _site.Url("/secret", "a.localhost");
        (HostEnvironment first, HostView view) = await StartKeptAsync();
        (HostEnvironment second, HostView other) = await StartKeptAsync();
        await view.OpenAsync(url.Replace("http://", "http://user:pw@", StringComparison.Ordinal), Bound);
        Assert.Equal(200, (await other.OpenAsync(url, Bound))["status"]!.GetValue<int>());

        await second.EndBrowserAsync("forget", cancellation: Bound);

        await first.App.NextEventAsync("Recovered", Bound);
        Assert.Equal(401, (await other.OpenAsync(url, Bound))["status"]!.GetValue<int>());
        Assert.Null(_site.RequestsTo("/secret")[^1].Header("Authorization"));
    }

    [Fact]
    public async Task A_host_that_takes_no_part_is_named_and_nothing_is_closed()
    {
        (HostEnvironment first, HostView view) = await StartKeptAsync();
        HostEnvironment second = await StartEnvironmentAsync();
        HostView other = await second.CreateViewAsync(cancellation: Bound);

        HostFailureException late = await Assert.ThrowsAsync<HostFailureException>(() => first.EndBrowserAsync("clear", new JsonObject { ["timeout"] = 300 }, Bound));

        Assert.Equal("System.TimeoutException", late.Type);
        Assert.Contains($"Oriel.TestHost (PID {second.App.ProcessId}, 1 views)", late.Message, StringComparison.Ordinal);
        Assert.DoesNotContain($"{first.App.ProcessId}", late.Message, StringComparison.Ordinal);
        Assert.Equal("2", await view.RunScriptAsync("1 + 1", Bound));
        Assert.Equal("2", await other.RunScriptAsync("1 + 1", Bound));

        // It is over: with that host gone it goes.
        await other.CloseAsync(Bound);
        await first.EndBrowserAsync("clear", cancellation: Bound);
        Assert.NotEqual(view.BrowserProcessId, await BrowserOfAsync(view));
    }

    [Fact]
    public async Task A_host_that_refuses_is_named_and_nothing_is_closed()
    {
        (HostEnvironment first, HostView view) = await StartKeptAsync();
        (HostEnvironment second, HostView other) = await StartKeptAsync(refusal: "a form is half filled in");

        HostFailureException refused = await Assert.ThrowsAsync<HostFailureException>(() => first.EndBrowserAsync("forget", cancellation: Bound));

        Assert.Equal(unchecked((int)0x80004004), refused.HResult);
        Assert.Contains($"Oriel.TestHost (PID {second.App.ProcessId})", refused.Message, StringComparison.Ordinal);
        Assert.Contains("a form is half filled in", refused.Message, StringComparison.Ordinal);
        Assert.Equal(view.BrowserProcessId, await BrowserOfAsync(view));
        Assert.Equal(view.BrowserProcessId, await BrowserOfAsync(other));
    }

    [Fact]
    public async Task Of_two_that_ask_at_once_one_is_told_of_the_other()
    {
        (HostEnvironment first, HostView view) = await StartKeptAsync();
        (HostEnvironment second, HostView other) = await StartKeptAsync();

        Task<string>[] calls = [first.EndBrowserAsync("forget", cancellation: Bound), second.EndBrowserAsync("forget", cancellation: Bound)];
        await Task.WhenAll(calls.Select(call => call.ContinueWith(static _ => { }, TaskScheduler.Default)));

        // One at least has done it; the other was refused, or came when that was over.
        Assert.Contains(calls, call => call.IsCompletedSuccessfully);
        foreach (Task<string> call in calls.Where(call => call.IsFaulted))
        {
            HostFailureException refused = Assert.IsType<HostFailureException>(call.Exception!.InnerException);
            Assert.Equal(Codes.InvalidState, refused.HResult);
            Assert.Contains("has asked all apps", refused.Message, StringComparison.Ordinal);
        }

        foreach (HostEnvironment environment in new[] { first, second })
        {
            await environment.App.NextEventAsync("Recovered", Bound);
        }

        Assert.Equal(await BrowserOfAsync(view), await BrowserOfAsync(other));
        Assert.NotEqual(view.BrowserProcessId, await BrowserOfAsync(view));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_host_that_is_killed_in_the_middle_is_no_obstacle(bool isRequester)
    {
        (HostEnvironment first, HostView view) = await StartKeptAsync();
        (HostEnvironment second, HostView other) = await StartKeptAsync();
        (HostEnvironment third, HostView last) = await StartKeptAsync();

        // Stopped: it is asked, and says nothing until it goes on or ends.
        ProcessTable.Send(second.App.ProcessId, Signal.Stop);
        Task<string> clearing = first.EndBrowserAsync("clear", cancellation: Bound);
        await third.App.NextEventAsync("BrowserExitRequested", Bound);
        if (isRequester)
        {
            await first.App.KillAsync();
            ProcessTable.Send(second.App.ProcessId, Signal.Continue);
            await Assert.ThrowsAsync<HostEndedException>(() => clearing);
            Assert.Equal("2", await other.RunScriptAsync("1 + 1", Bound));
            Assert.Equal("2", await last.RunScriptAsync("1 + 1", Bound));

            // Nothing is left of the request: the next one goes.
            await second.EndBrowserAsync("clear", cancellation: Bound);
        }
        else
        {
            await second.App.KillAsync();
            await clearing;
            Assert.NotEqual(view.BrowserProcessId, await BrowserOfAsync(view));
        }

        await third.App.NextEventAsync("Recovered", Bound);
        Assert.Equal("2", await last.RunScriptAsync("1 + 1", Bound));
    }

    [Fact]
    public async Task Hosts_come_back_when_the_one_that_asked_is_killed_after_all_have_closed_their_views()
    {
        (HostEnvironment first, HostView view) = await StartKeptAsync();
        (HostEnvironment second, HostView other) = await StartKeptAsync();

        // It cannot end before it goes on.
        ProcessTable.Send(view.BrowserProcessId, Signal.Stop);
        Task<string> clearing = first.EndBrowserAsync("clear", cancellation: Bound);
        while (await IsOpenAsync(other))
        {
        }

        await first.App.KillAsync();
        await Assert.ThrowsAsync<HostEndedException>(() => clearing);
        ProcessTable.Send(view.BrowserProcessId, Signal.Continue);

        await second.App.NextEventAsync("Recovered", Bound);
        Assert.Equal("2", await other.RunScriptAsync("1 + 1", Bound));
    }

    private async Task<bool> IsOpenAsync(HostView view)
    {
        try
        {
            await view.CallAsync("source", cancellation: Bound);
            return true;
        }
        catch (HostFailureException)
        {
            return false;
        }
    }

    private async Task<(HostEnvironment Environment, HostView View)> StartKeptAsync(HostOptions? options = null, string? refusal = null)
    {
        HostEnvironment environment = await StartEnvironmentAsync(host: options);
        return (environment, await environment.CreateKeptViewAsync(refusal: refusal, cancellation: Bound));
    }

    private async Task<int> BrowserOfAsync(HostView view) => (await view.CallAsync("browser", cancellation: Bound))!.GetValue<int>();

    /// <summary>As packages are: written beside, and then moved into place. The version that runs shows itself on the command line.</summary>
    private static void Install(string folder, string version, int number)
    {
        string path = Path.Combine(Directory.CreateDirectory(folder).FullName, "chromium");
        File.WriteAllText(path + ".new", $"#!/bin/sh\n[ \"$1\" = --version ] && {{ echo 'Chromium {version}'; exit 0; }}\nexec /usr/bin/chromium --oriel-test-version={number} \"$@\"\n");
        File.SetUnixFileMode(path + ".new", (UnixFileMode)Convert.ToInt32("755", 8));
        File.Move(path + ".new", path, overwrite: true);
    }
}
