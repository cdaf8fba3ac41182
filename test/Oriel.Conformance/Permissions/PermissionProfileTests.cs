using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit.Site;
using Xunit;

namespace Oriel.Conformance.Permissions;

/// <summary>Permissions belong to a profile, outlive its browser, and end with what is private.</summary>
public sealed class PermissionProfileTests : HostTests
{
    private const CoreWebView2PermissionKind Kind = CoreWebView2PermissionKind.Notifications;

    private readonly TestSite _site = new TestSite().Page("/", "<!doctype html>profiles").Page("/next", "<!doctype html>next");

    private string Origin => _site.Url("", "profiles.localhost");

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _site.DisposeAsync();
    }

    [Fact]
    public Task Profiles_do_not_mix_and_only_what_is_not_private_is_kept() => OnUiThreadAsync(async () =>
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, UserDataFolder);
        TaskCompletionSource exited = new();
        environment.BrowserProcessExited += (_, _) => exited.TrySetResult();
        TestView plain = await OpenAsync(environment, "");
        TestView work = await OpenAsync(environment, "Work");
        TestView secret = await OpenAsync(environment, "Work", isInPrivate: true);
        await work.Web.Profile.SetPermissionStateAsync(Kind, Origin, CoreWebView2PermissionState.Allow);
        await secret.Web.Profile.SetPermissionStateAsync(Kind, Origin, CoreWebView2PermissionState.Deny);

        Assert.Equal("default granted denied", $"{await ReadAsync(plain)} {await ReadAsync(work)} {await ReadAsync(secret)}");
        Assert.Empty(await plain.Web.Profile.GetNonDefaultPermissionSettingsAsync());
        Close(plain, work, secret);
        await exited.Task;

        TestView again = await OpenAsync(environment, "Work");
        TestView secretAgain = await OpenAsync(environment, "Work", isInPrivate: true);
        Assert.Equal("granted default", $"{await ReadAsync(again)} {await ReadAsync(secretAgain)}");
        CoreWebView2PermissionSetting kept = Assert.Single(await again.Web.Profile.GetNonDefaultPermissionSettingsAsync());
        Assert.Equal((Kind, Origin, CoreWebView2PermissionState.Allow), (kept.PermissionKind, kept.PermissionOrigin, kept.PermissionState));
        Assert.Empty(await secretAgain.Web.Profile.GetNonDefaultPermissionSettingsAsync());
        await again.Web.Profile.SetPermissionStateAsync(Kind, Origin, CoreWebView2PermissionState.Default);
        Assert.Equal("default", await ReadAsync(again));
        Close(again, secretAgain);
    });

    [Fact]
    public Task Two_apps_are_both_asked_and_the_last_one_counts() => OnUiThreadAsync(async () =>
    {
        // Two environments are two hosts to the broker, each with a connection of its own.
        TestView[] views = new TestView[2];
        (CoreWebView2PermissionRequestedEventArgs Args, CoreWebView2Deferral Deferral)[] asked = new (CoreWebView2PermissionRequestedEventArgs, CoreWebView2Deferral)[2];
        Task<string>[] answers = new Task<string>[2];
        for (int i = 0; i < 2; i++)
        {
            views[i] = await OpenAsync(await CoreWebView2Environment.CreateAsync(null, UserDataFolder), "");
            Assert.Equal("default", await ReadAsync(views[i]));
            TaskCompletionSource<(CoreWebView2PermissionRequestedEventArgs, CoreWebView2Deferral)> raised = new();
            views[i].Web.PermissionRequested += (_, args) => raised.SetResult((args, args.GetDeferral()));
            answers[i] = views[i].Web.CallDevToolsProtocolMethodAsync("Runtime.evaluate", """{"expression":"Notification.requestPermission()","awaitPromise":true}""");
            asked[i] = await raised.Task;
        }

        asked[1].Args.State = CoreWebView2PermissionState.Deny;
        asked[1].Deferral.Complete();
        Assert.Contains("denied", await answers[1], StringComparison.Ordinal);
        asked[0].Args.State = CoreWebView2PermissionState.Allow;
        asked[0].Deferral.Complete();
        Assert.Contains("granted", await answers[0], StringComparison.Ordinal);
        foreach (TestView view in views)
        {
            Assert.Equal("granted", await ReadAsync(view));
            Assert.Equal(CoreWebView2PermissionState.Allow, Assert.Single(await view.Web.Profile.GetNonDefaultPermissionSettingsAsync()).PermissionState);
        }

        Close(views);
    });

    [Fact]
    public Task What_was_lent_to_a_view_goes_with_it() => OnUiThreadAsync(async () =>
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, UserDataFolder);
        TestView one = await OpenAsync(environment, "");
        TestView two = await OpenAsync(environment, "");
        await ReadAsync(one);
        one.Web.PermissionRequested += static (_, args) =>
        {
            args.State = CoreWebView2PermissionState.Allow;
            args.SavesInProfile = false;
        };
        await one.Web.CallDevToolsProtocolMethodAsync("Runtime.evaluate", """{"expression":"Notification.requestPermission()","awaitPromise":true}""");
        Assert.Equal("granted", await ReadAsync(two));
        one.Close();

        Assert.Equal("default", await ReadAsync(two));
        Close(two);
    });

    [Theory]
    [InlineData("same site")]
    [InlineData("other site")]
    [InlineData("crash")]
    [InlineData("frame")]
    public Task What_was_lent_to_a_document_goes_with_it(string end) => OnUiThreadAsync(async () =>
    {
        _site.Page("/frames", $"<!doctype html><iframe id='f' allow='geolocation' src='{_site.Url("/", "frame.localhost")}'></iframe>");
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, UserDataFolder);
        TestView one = await OpenAsync(environment, "");
        TestView two = await OpenAsync(environment, "");
        await ReadAsync(two);
        one.Web.PermissionRequested += static (_, args) =>
        {
            args.State = CoreWebView2PermissionState.Allow;
            args.SavesInProfile = false;
        };
        await one.Web.CallDevToolsProtocolMethodAsync("Emulation.setGeolocationOverride", "{\"latitude\":1,\"longitude\":2,\"accuracy\":3}");
        _site.Page("/", "<!doctype html><script>if (top !== self) navigator.geolocation.getCurrentPosition(() => 0, () => 0)</script>");
        await one.NavigateAsync(end == "frame" ? Origin + "/frames" : Origin + "/");
        if (end != "frame")
        {
            await one.Web.CallDevToolsProtocolMethodAsync("Runtime.evaluate", "{\"expression\":\"new Promise(done => navigator.geolocation.getCurrentPosition(done, done))\",\"awaitPromise\":true}");
        }

        await UntilAsync(two, "granted");
        switch (end)
        {
            case "same site":
                await one.NavigateAsync(Origin + "/next");
                break;
            case "other site":
                await one.NavigateAsync(_site.Url("/", "other.localhost"));
                break;
            case "crash":
                _ = one.Web.CallDevToolsProtocolMethodAsync("Page.crash", "{}").ContinueWith(static crash => crash.Exception, TaskScheduler.Default);
                break;
            default:
                await one.Web.ExecuteScriptAsync("document.getElementById('f').remove()");
                break;
        }

        await UntilAsync(two, "prompt");
        Close(one, two);
    });

    /// <summary>Waits until the page in another view of the profile sees the state.</summary>
    private static async Task UntilAsync(TestView view, string state)
    {
        string script = $"new Promise(done => navigator.permissions.query({{ name: 'geolocation' }}).then(status => (status.onchange = () => status.state === '{state}' && done())()))";
        await view.Web.CallDevToolsProtocolMethodAsync("Runtime.evaluate", $$"""{"expression":"{{script}}","awaitPromise":true}""");
    }

    private static async Task<TestView> OpenAsync(CoreWebView2Environment environment, string profile, bool isInPrivate = false)
    {
        CoreWebView2ControllerOptions options = environment.CreateCoreWebView2ControllerOptions();
        options.ProfileName = profile;
        options.IsInPrivateModeEnabled = isInPrivate;
        return await TestView.OpenAsync(environment, options);
    }

    private static void Close(params IEnumerable<TestView> views)
    {
        foreach (TestView view in views)
        {
            view.Close();
        }
    }

    /// <summary>What the page thinks, in the document it shows or in a new one.</summary>
    private async Task<string> ReadAsync(TestView view)
    {
        if (view.Web.Source == "about:blank")
        {
            await view.NavigateAsync(Origin + "/");
        }

        return (await view.EvaluateAsync("Notification.permission")).GetString()!;
    }
}
