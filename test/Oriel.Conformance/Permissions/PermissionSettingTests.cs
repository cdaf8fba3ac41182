using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Xunit;

namespace Oriel.Conformance.Permissions;

/// <summary>What a profile keeps of the answers.</summary>
public sealed class PermissionSettingTests(MediaBrowserFixture browser) : PermissionTests(browser)
{
    [Theory]
    [InlineData(CoreWebView2PermissionState.Allow, "granted", "granted")]
    [InlineData(CoreWebView2PermissionState.Deny, "denied", "denied")]
    public Task A_saved_answer_is_asked_for_once_and_holds_in_other_views(CoreWebView2PermissionState state, string answer, string status) => RunAsync(async view =>
    {
        string name = "saved-" + answer;
        string origin = await ShowAsync(view, name);
        List<string> seen = Answer(view, state);
        Assert.Equal(answer, await AskAsync(view, Notify));
        Assert.Equal(answer, await AskAsync(view, Notify));
        await ShowAsync(view, name);
        Assert.Equal(answer, await AskAsync(view, "Notification.permission"));
        Assert.Equal(answer, await AskAsync(view, Notify));
        Assert.Single(seen);

        // Nobody listens there.
        TestView other = await view.OpenAnotherAsync();
        await ShowAsync(other, name);
        Assert.Equal(status, await QueryAsync(other, "notifications"));
        Assert.Equal(answer, await AskAsync(other, Notify));
        Assert.Equal([$"Notifications {state}"], await SavedAsync(other, origin));
    });

    [Fact]
    public Task An_answer_that_is_not_saved_is_for_its_document() => RunAsync(async view =>
    {
        string origin = await ShowAsync(view, "unsaved");
        List<string> seen = Answer(view, CoreWebView2PermissionState.Allow, saves: false);
        Assert.Equal("granted", await AskAsync(view, Notify));
        Assert.Equal("granted", await AskAsync(view, "Notification.permission"));
        Assert.Equal("granted", await AskAsync(view, Notify));
        Assert.Equal(2, seen.Count);
        Assert.Empty(await SavedAsync(view, origin));

        await ShowAsync(view, "unsaved");
        Assert.Equal("default", await AskAsync(view, "Notification.permission"));
        Assert.Equal("granted", await AskAsync(view, Notify));
        Assert.Equal(3, seen.Count);
    });

    [Fact]
    public Task A_denial_that_is_not_saved_does_not_end_what_was_allowed_before() => RunAsync(async view =>
    {
        await ShowAsync(view, "streams");
        CoreWebView2PermissionState next = CoreWebView2PermissionState.Allow;
        view.Web.PermissionRequested += (_, args) =>
        {
            args.State = next;
            args.SavesInProfile = false;
        };
        Assert.Equal("live", await AskAsync(view, "navigator.mediaDevices.getUserMedia({ video: true }).then(s => (track = s.getTracks()[0]).readyState)"));
        next = CoreWebView2PermissionState.Deny;
        Assert.Equal("NotAllowedError: Permission denied", await AskAsync(view, Camera));
        Assert.Equal("live", await AskAsync(view, "track.readyState"));
    });

    [Fact]
    public Task The_profile_sets_what_pages_may_do() => RunAsync(async view =>
    {
        string origin = await ShowAsync(view, "set");
        List<string> seen = Answer(view, CoreWebView2PermissionState.Default);
        CoreWebView2Profile profile = view.Web.Profile;

        await profile.SetPermissionStateAsync(CoreWebView2PermissionKind.Camera, origin + "/path?query#fragment", CoreWebView2PermissionState.Allow);
        await profile.SetPermissionStateAsync(CoreWebView2PermissionKind.Geolocation, origin, CoreWebView2PermissionState.Deny);
        Assert.Equal(["Camera Allow", "Geolocation Deny"], await SavedAsync(view, origin));
        Assert.Equal("ok 1", await AskAsync(view, Camera));
        Assert.Equal("err 1 true", await AskAsync(view, Position));
        Assert.Equal("granted denied prompt", $"{await QueryAsync(view, "camera")} {await QueryAsync(view, "geolocation")} {await QueryAsync(view, "microphone")}");
        Assert.Empty(seen);

        await profile.SetPermissionStateAsync(CoreWebView2PermissionKind.Camera, origin, CoreWebView2PermissionState.Default);
        Assert.Equal(["Geolocation Deny"], await SavedAsync(view, origin));
        Assert.Equal("NotAllowedError: Permission dismissed", await AskAsync(view, Camera));
        Assert.Single(seen);
    });

    [Fact]
    public Task Setting_a_state_takes_back_what_was_allowed_unsaved() => RunAsync(async view =>
    {
        string origin = await ShowAsync(view, "taken");
        Answer(view, CoreWebView2PermissionState.Allow, saves: false);
        Assert.Equal("granted", await AskAsync(view, Notify));
        await view.Web.Profile.SetPermissionStateAsync(CoreWebView2PermissionKind.Notifications, origin, CoreWebView2PermissionState.Deny);
        Assert.Equal("denied", await AskAsync(view, "Notification.permission"));
    });

    [Fact]
    public Task Sensors_are_open_until_they_are_denied() => RunAsync(async view =>
    {
        const string Sense = "new Promise(done => { const sensor = new Accelerometer(); sensor.onerror = e => done(e.error.name); sensor.onactivate = () => done('ok'); sensor.start(); })";
        string origin = await ShowAsync(view, "sensors");
        Assert.NotEqual("NotAllowedError", await AskAsync(view, Sense));
        await view.Web.Profile.SetPermissionStateAsync(CoreWebView2PermissionKind.OtherSensors, origin, CoreWebView2PermissionState.Deny);
        Assert.Equal("NotAllowedError", await AskAsync(view, Sense));
        await view.Web.Profile.SetPermissionStateAsync(CoreWebView2PermissionKind.OtherSensors, origin, CoreWebView2PermissionState.Default);
        Assert.NotEqual("NotAllowedError", await AskAsync(view, Sense));
    });

    [Theory]
    [InlineData("")]
    [InlineData("no origin")]
    [InlineData("/rooted")]
    [InlineData("https://")]
    [InlineData("file:///etc/passwd")]
    [InlineData("data:text/html,x")]
    [InlineData("https://*.example.com")]
    public Task What_is_no_origin_is_refused(string origin) => RunAsync(view =>
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(
            () => { _ = view.Web.Profile.SetPermissionStateAsync(CoreWebView2PermissionKind.Camera, origin, CoreWebView2PermissionState.Allow); });
        Assert.Equal(Codes.InvalidArgument, refused.HResult);
        return Task.CompletedTask;
    });

    [Fact]
    public Task What_cannot_be_set_is_refused() => RunAsync(view =>
    {
        CoreWebView2Profile profile = view.Web.Profile;
        void Set(CoreWebView2PermissionKind kind, CoreWebView2PermissionState state = CoreWebView2PermissionState.Allow) =>
            _ = profile.SetPermissionStateAsync(kind, "https://a.example", state);
        Assert.Throws<ArgumentException>(() => Set(CoreWebView2PermissionKind.UnknownPermission));
        Assert.Throws<ArgumentException>(() => Set((CoreWebView2PermissionKind)99));
        Assert.Throws<ArgumentException>(() => Set(CoreWebView2PermissionKind.Camera, (CoreWebView2PermissionState)3));
        Assert.Throws<NotImplementedException>(() => Set(CoreWebView2PermissionKind.Autoplay));
        Assert.Throws<NotImplementedException>(() => Set(CoreWebView2PermissionKind.FileReadWrite));
        Assert.Throws<NotImplementedException>(() => Set(CoreWebView2PermissionKind.MultipleAutomaticDownloads));
        return Task.CompletedTask;
    });
}
