using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Conformance.Settings;

/// <summary>Settings take effect with the next top-level navigation.</summary>
[Behaviour(102)]
public sealed class SettingsTests(BrowserFixture browser) : BrowserTests(browser)
{
    private const string Counting = "<p id=shown>no</p><script>shown.textContent = 'yes'; window.ran = true</script>";

    [Fact]
    public Task The_defaults_are_the_documented_ones() => RunAsync(view =>
    {
        CoreWebView2Settings settings = view.Web.Settings;
        Assert.True(settings.IsScriptEnabled);
        Assert.True(settings.IsWebMessageEnabled);
        Assert.StartsWith("Mozilla/5.0", settings.UserAgent, StringComparison.Ordinal);
        Assert.Same(settings, view.Web.Settings);
        return Task.CompletedTask;
    });

    [Fact, Behaviour(103)]
    public Task Pages_without_script_still_run_the_hosts() => RunAsync(async view =>
    {
        view.Web.Settings.IsScriptEnabled = false;

        await view.NavigateAsync(Site.Html("/settings/no-script", Counting));

        Assert.Equal("\"no\"", await view.Web.ExecuteScriptAsync("document.getElementById('shown').textContent"));
        Assert.Equal("3", await view.Web.ExecuteScriptAsync("1 + 2"));
    });

    [Fact]
    public Task Script_is_switched_off_and_on_with_the_next_navigation_only() => RunAsync(async view =>
    {
        string url = Site.Html("/settings/switch", Counting);
        await view.NavigateAsync(url);

        view.Web.Settings.IsScriptEnabled = false;
        await view.Web.ExecuteScriptAsync("setTimeout(() => document.title = 'timer ran')");
        await view.Log.NextAsync("DocumentTitleChanged", logged => view.Web.DocumentTitle == "timer ran");

        await view.CompletionOfAsync(view.Web.Reload);
        Assert.Equal("\"no\"", await view.Web.ExecuteScriptAsync("document.getElementById('shown').textContent"));

        view.Web.Settings.IsScriptEnabled = true;
        await view.CompletionOfAsync(view.Web.Reload);
        Assert.Equal("\"yes\"", await view.Web.ExecuteScriptAsync("document.getElementById('shown').textContent"));
    });

    [Fact]
    public Task A_setting_changed_in_NavigationStarting_holds_for_the_next_navigation() => RunAsync(async view =>
    {
        string url = Site.Html("/settings/starting", Counting);
        view.Web.NavigationStarting += (_, _) => view.Web.Settings.IsScriptEnabled = false;

        await view.NavigateAsync(url);
        await view.CompletionOfAsync(view.Web.Reload);

        Assert.Equal("\"no\"", await view.Web.ExecuteScriptAsync("document.getElementById('shown').textContent"));
    });

    [Fact]
    public Task Frames_in_other_processes_have_no_script_either() => RunAsync(async view =>
    {
        view.Web.Settings.IsScriptEnabled = false;
        string frame = Site.Html("/settings/frame", "<script>fetch('/settings/frame-ran')</script>frame", "b.localhost");

        await view.NavigateAsync(Site.Html("/settings/frames", $"<iframe src='{frame}'></iframe>"));
        await view.SettleAsync();

        Assert.Equal(1, Site.Count("/settings/frame"));
        Assert.Equal(0, Site.Count("/settings/frame-ran"));
    });

    [Fact]
    public Task The_user_agent_is_what_the_server_and_the_page_see() => RunAsync(async view =>
    {
        view.Web.Settings.UserAgent = "Oriel test/1.0";
        string frame = Site.Html("/settings/agent-frame", "frame", "b.localhost");

        await view.NavigateAsync(Site.Html("/settings/agent", $"<iframe src='{frame}'></iframe>"));

        Assert.Equal("Oriel test/1.0", view.Web.Settings.UserAgent);
        Assert.Equal("\"Oriel test/1.0\"", await view.Web.ExecuteScriptAsync("navigator.userAgent"));
        Assert.Equal("Oriel test/1.0", Site.RequestsTo("/settings/agent").Single().Header("User-Agent"));
        Assert.Equal("Oriel test/1.0", Site.RequestsTo("/settings/agent-frame").Single().Header("User-Agent"));
    });

    [Fact]
    public Task An_empty_user_agent_leaves_the_one_there_is() => RunAsync(async view =>
    {
        view.Web.Settings.UserAgent = "Stays/1.0";
        view.Web.Settings.UserAgent = "";

        await view.NavigateAsync(Site.Html("/settings/agent-empty", ""));

        Assert.Equal("Stays/1.0", view.Web.Settings.UserAgent);
        Assert.Equal("Stays/1.0", Site.RequestsTo("/settings/agent-empty").Single().Header("User-Agent"));
    });

    [Fact]
    public Task Settings_of_one_view_are_not_those_of_another() => RunAsync(async view =>
    {
        TestView other = await view.OpenAnotherAsync();
        view.Web.Settings.IsScriptEnabled = false;
        view.Web.Settings.UserAgent = "One/1.0";
        string url = Site.Html("/settings/two", Counting);

        await other.NavigateAsync(url);

        Assert.Equal("\"yes\"", await other.Web.ExecuteScriptAsync("document.getElementById('shown').textContent"));
        Assert.StartsWith("Mozilla/5.0", Site.RequestsTo("/settings/two").Single().Header("User-Agent"), StringComparison.Ordinal);
    });

    [Fact, Behaviour(107)]
    public Task Messages_that_are_disabled_fail_on_both_sides() => RunAsync(async view =>
    {
        view.Web.Settings.IsWebMessageEnabled = false;
        await view.NavigateAsync(Site.Html("/settings/messages", "messages"));

        Assert.Throws<UnauthorizedAccessException>(() => view.Web.PostWebMessageAsString("text"));
        Assert.Throws<UnauthorizedAccessException>(() => view.Web.PostWebMessageAsJson("{}"));
        Assert.Equal(
            "\"Error\"",
            await view.Web.ExecuteScriptAsync("(() => { try { chrome.webview.postMessage(1); return 'sent'; } catch (e) { return e.constructor.name; } })()"));
        await view.SettleAsync();
        Assert.Equal(0, view.Log.Count("WebMessageReceived"));

        view.Web.Settings.IsWebMessageEnabled = true;
        await view.CompletionOfAsync(view.Web.Reload);
        await view.Web.ExecuteScriptAsync("chrome.webview.postMessage('again')");
        Assert.Equal("\"again\"", await view.NextMessageAsync());
    });
}
