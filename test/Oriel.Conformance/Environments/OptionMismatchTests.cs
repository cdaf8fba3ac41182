using System;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Oriel.TestKit.Hosts;
using Xunit;

namespace Oriel.Conformance.Environments;

/// <summary>Hosts share a browser only with equal options. Who differs is told in which option, from whom.</summary>
public sealed class OptionMismatchTests : HostTests
{
    [Fact, Behaviour(17)]
    public Task Another_language_in_the_same_process_is_refused_at_the_view() => OnUiThreadAsync(async () =>
    {
        TestView holder = await TestView.OpenAsync(await EnvironmentAsync(options => options.Language = "de"));
        CoreWebView2Environment other = await EnvironmentAsync(options => options.Language = "fr");

        COMException failure = await Assert.ThrowsAsync<COMException>(() => TestView.OpenAsync(other));

        AssertNames(failure.HResult, failure.Message, "Language", "de", "fr", System.Environment.ProcessId);
        Assert.True((await holder.ShowAsync("still here")).IsSuccess);
        holder.Controller.Close();
    });

    [Fact, Behaviour(17), Behaviour(5)]
    public async Task Another_language_in_another_process_is_refused_and_the_holder_named()
    {
        (HostEnvironment holder, HostView view) = await StartViewAsync(new JsonObject { ["language"] = "de" });
        HostEnvironment other = await StartEnvironmentAsync(new JsonObject { ["language"] = "fr" });

        HostFailureException failure = await RefusedAsync(other);

        Assert.Equal(typeof(COMException).FullName, failure.Type);
        AssertNames(failure.HResult, failure.Message, "Language", "de", "fr", holder.App.ProcessId);
        Assert.Contains("Oriel.TestHost", failure.Message, StringComparison.Ordinal);
        Assert.Equal("2", await view.RunScriptAsync("1 + 1", Bound));
    }

    [Fact, Behaviour(17)]
    public async Task Every_holder_is_named()
    {
        (HostEnvironment first, _) = await StartViewAsync();
        (HostEnvironment second, _) = await StartViewAsync();
        HostEnvironment other = await StartEnvironmentAsync(new JsonObject { ["language"] = "fr" });

        HostFailureException failure = await RefusedAsync(other);

        AssertNames(failure.HResult, failure.Message, "Language", "''", "fr", first.App.ProcessId);
        Assert.Contains($"{second.App.ProcessId}", failure.Message, StringComparison.Ordinal);
    }

    [Fact, Behaviour(17)]
    public async Task Other_arguments_are_refused_with_both_lists()
    {
        await StartViewAsync(new JsonObject { ["arguments"] = "--force-dark-mode" });
        HostEnvironment other = await StartEnvironmentAsync(new JsonObject { ["arguments"] = "--mute-audio" });

        HostFailureException failure = await RefusedAsync(other);

        Assert.Contains("AdditionalBrowserArguments", failure.Message, StringComparison.Ordinal);
        Assert.Contains("--force-dark-mode", failure.Message, StringComparison.Ordinal);
        Assert.Contains("--mute-audio", failure.Message, StringComparison.Ordinal);
    }

    [Fact, Behaviour(17), Behaviour(19), Behaviour(20), Behaviour(21)]
    public Task Any_option_that_differs_is_refused_by_its_name() => OnUiThreadAsync(async () =>
    {
        TestView holder = await TestView.OpenAsync(await EnvironmentAsync(_ => { }));

        await AssertRefusedAsync("AdditionalBrowserArguments", options => options.AdditionalBrowserArguments = "--mute-audio");
        await AssertRefusedAsync("AllowSingleSignOnUsingOSPrimaryAccount", options => options.AllowSingleSignOnUsingOSPrimaryAccount = true);
        await AssertRefusedAsync("AreBrowserExtensionsEnabled", options => options.AreBrowserExtensionsEnabled = true);
        await AssertRefusedAsync("ChannelSearchKind", options => options.ChannelSearchKind = CoreWebView2ChannelSearchKind.LeastStable);
        await AssertRefusedAsync("CustomSchemeRegistrations", options => options.CustomSchemeRegistrations.Add(new("app")));
        await AssertRefusedAsync("EnableTrackingPrevention", options => options.EnableTrackingPrevention = false);
        await AssertRefusedAsync("ExclusiveUserDataFolderAccess", options => options.ExclusiveUserDataFolderAccess = true);
        await AssertRefusedAsync("IsCustomCrashReportingEnabled", options => options.IsCustomCrashReportingEnabled = true);
        await AssertRefusedAsync("Language", options => options.Language = "fr");
        await AssertRefusedAsync("ReleaseChannels", options => options.ReleaseChannels = CoreWebView2ReleaseChannels.Stable);
        await AssertRefusedAsync("ScrollBarStyle", options => options.ScrollBarStyle = CoreWebView2ScrollbarStyle.FluentOverlay);
        await AssertRefusedAsync("TargetCompatibleBrowserVersion", options => options.TargetCompatibleBrowserVersion = "100.0.0.0");

        // And nothing of that is in the way of one that is equal.
        TestView equal = await TestView.OpenAsync(await EnvironmentAsync(options => options.AdditionalBrowserArguments = ""));
        Assert.Equal(holder.Web.BrowserProcessId, equal.Web.BrowserProcessId);
        holder.Controller.Close();
        equal.Controller.Close();
    });

    [Fact, Behaviour(21)]
    public Task Equal_custom_schemes_share_a_browser_and_other_origins_do_not() => OnUiThreadAsync(async () =>
    {
        TestView holder = await TestView.OpenAsync(await EnvironmentAsync(options => options.CustomSchemeRegistrations.Add(Scheme("https://a.example"))));
        TestView equal = await TestView.OpenAsync(await EnvironmentAsync(options => options.CustomSchemeRegistrations.Add(Scheme("https://a.example"))));

        await AssertRefusedAsync("CustomSchemeRegistrations", options => options.CustomSchemeRegistrations.Add(Scheme("https://b.example")));

        Assert.Equal(holder.Web.BrowserProcessId, equal.Web.BrowserProcessId);
        holder.Controller.Close();
        equal.Controller.Close();

        static CoreWebView2CustomSchemeRegistration Scheme(string origin) => new("app") { AllowedOrigins = [origin] };
    });

    [Fact, Behaviour(4)]
    public async Task Arguments_in_another_order_are_equal()
    {
        (_, HostView first) = await StartViewAsync(new JsonObject { ["arguments"] = "--force-dark-mode --mute-audio" });
        (_, HostView second) = await StartViewAsync(new JsonObject { ["arguments"] = "--mute-audio --force-dark-mode" });

        Assert.Equal(first.BrowserProcessId, second.BrowserProcessId);
    }

    [Fact, Behaviour(20)]
    public Task Extensions_wanted_by_one_only_are_refused() => OnUiThreadAsync(async () =>
    {
        TestView holder = await TestView.OpenAsync(await EnvironmentAsync(_ => { }));
        CoreWebView2Environment other = await EnvironmentAsync(options => options.AreBrowserExtensionsEnabled = true);

        COMException failure = await Assert.ThrowsAsync<COMException>(() => TestView.OpenAsync(other));

        AssertNames(failure.HResult, failure.Message, "AreBrowserExtensionsEnabled", "false", "true", System.Environment.ProcessId);
        holder.Controller.Close();
    });

    [Fact, Behaviour(19)]
    public async Task Exclusive_access_keeps_another_process_out()
    {
        JsonObject exclusive = new() { ["exclusive"] = true };
        (HostEnvironment holder, _) = await StartViewAsync(exclusive);
        HostEnvironment equal = await StartEnvironmentAsync(exclusive);
        HostEnvironment shared = await StartEnvironmentAsync();

        foreach (HostFailureException failure in new[] { await RefusedAsync(equal), await RefusedAsync(shared) })
        {
            Assert.Equal(Codes.InvalidState, failure.HResult);
            Assert.Contains("ExclusiveUserDataFolderAccess", failure.Message, StringComparison.Ordinal);
            Assert.Contains($"{holder.App.ProcessId}", failure.Message, StringComparison.Ordinal);
        }

        HostView more = await holder.CreateViewAsync(name: "more", cancellation: Bound);
        Assert.Equal("2", await more.RunScriptAsync("1 + 1", Bound));
    }

    [Fact, Behaviour(19)]
    public async Task Who_wants_the_folder_for_itself_does_not_get_a_shared_one()
    {
        (HostEnvironment holder, _) = await StartViewAsync();
        HostEnvironment other = await StartEnvironmentAsync(new JsonObject { ["exclusive"] = true });

        HostFailureException failure = await RefusedAsync(other);

        AssertNames(failure.HResult, failure.Message, "ExclusiveUserDataFolderAccess", "false", "true", holder.App.ProcessId);
    }

    [Fact, Behaviour(17)]
    public async Task The_refused_environment_gets_its_view_when_the_browser_has_gone()
    {
        (HostEnvironment holder, HostView view) = await StartViewAsync(new JsonObject { ["language"] = "de" });
        HostEnvironment other = await StartEnvironmentAsync(new JsonObject { ["language"] = "fr" });
        await RefusedAsync(other);

        await view.CloseAsync(Bound);
        await NextExitAsync(holder.App);
        HostView next = await other.CreateViewAsync(cancellation: Bound);

        Assert.NotEqual(view.BrowserProcessId, next.BrowserProcessId);
        Assert.Equal("\"fr\"", await next.RunScriptAsync("navigator.language", Bound));
    }

    private async Task<CoreWebView2Environment> EnvironmentAsync(Action<CoreWebView2EnvironmentOptions> set)
    {
        CoreWebView2EnvironmentOptions options = new();
        set(options);
        return await CoreWebView2Environment.CreateAsync(null, UserDataFolder, options);
    }

    private async Task AssertRefusedAsync(string option, Action<CoreWebView2EnvironmentOptions> set)
    {
        CoreWebView2Environment other = await EnvironmentAsync(set);

        COMException failure = await Assert.ThrowsAsync<COMException>(() => TestView.OpenAsync(other));

        Assert.Equal(Codes.InvalidState, failure.HResult);
        Assert.Contains(option, failure.Message, StringComparison.Ordinal);
    }

    private Task<HostFailureException> RefusedAsync(HostEnvironment environment) =>
        Assert.ThrowsAsync<HostFailureException>(() => environment.CreateViewAsync(name: "refused", cancellation: Bound));

    private static void AssertNames(int code, string message, string option, string theirs, string ours, int holder)
    {
        Assert.Equal(Codes.InvalidState, code);
        Assert.Contains(option, message, StringComparison.Ordinal);
        Assert.Contains(theirs, message, StringComparison.Ordinal);
        Assert.Contains(ours, message, StringComparison.Ordinal);
        Assert.Contains($"{holder}", message, StringComparison.Ordinal);
    }
}
