using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Oriel.TestKit.Site;
using Xunit;

namespace Oriel.Conformance.Permissions;

/// <summary>Decisions that take their time.</summary>
public sealed class PermissionDeferralTests(MediaBrowserFixture browser) : PermissionTests(browser)
{
    [Fact]
    [Behaviour(84)]
    [Behaviour(87)]
    public Task The_call_waits_for_the_last_deferral_and_other_scripts_go_on() => RunAsync(async view =>
    {
        await ShowAsync(view, "held");
        TaskCompletionSource<(CoreWebView2PermissionRequestedEventArgs Args, CoreWebView2Deferral One, CoreWebView2Deferral Two)> asked = new();
        view.Web.PermissionRequested += (_, args) => asked.SetResult((args, args.GetDeferral(), args.GetDeferral()));
        Task<string> answer = AskAsync(view, Camera);
        (CoreWebView2PermissionRequestedEventArgs args, CoreWebView2Deferral one, CoreWebView2Deferral two) = await asked.Task;
        args.SavesInProfile = false;
        args.State = CoreWebView2PermissionState.Allow;
        one.Complete();

        Assert.Equal("\"goes on\"", await view.Web.ExecuteScriptAsync("'goes ' + 'on'"));
        Assert.Equal("timers, too", await AskAsync(view, "new Promise(done => setTimeout(done, 0, 'timers, too'))"));
        Assert.False(answer.IsCompleted, "The call went on with a deferral open.");
        two.Complete();
        Assert.Equal("ok 1", await answer);
    });

    [Fact]
    public Task Calls_for_the_same_wait_together_and_calls_for_something_else_are_asked_for() => RunAsync(async view =>
    {
        await ShowAsync(view, "joined");
        List<string> seen = [];
        List<CoreWebView2Deferral> deferrals = [];
        view.Web.PermissionRequested += (_, args) =>
        {
            seen.Add(args.PermissionKind.ToString());
            args.State = CoreWebView2PermissionState.Allow;
            args.SavesInProfile = false;
            deferrals.Add(args.GetDeferral());
        };
        Task<string>[] answers = [AskAsync(view, Position), AskAsync(view, Position), AskAsync(view, Notify), AskAsync(view, Position)];
        while (seen.Count < 2)
        {
            await view.SettleAsync();
        }

        await view.SettleAsync();
        Assert.Equal(["Geolocation", "Notifications"], seen);
        deferrals.ForEach(static deferral => deferral.Complete());
        Assert.Equal(["ok 1.5", "ok 1.5", "granted", "ok 1.5"], await Task.WhenAll(answers));
    });

    [Fact]
    public Task A_call_that_nobody_is_asked_about_lets_none_overtake_another() => RunAsync(async view =>
    {
        // Geolocation takes two questions, screens, which are shut out, one, and notifications another.
        Site.Map("/permissions/order", static _ => SiteResponse.Html("order").With("Permissions-Policy", "window-management=()"));
        await view.NavigateAsync(Site.Url("/permissions/order", "order.localhost"));
        List<string> seen = Answer(view, CoreWebView2PermissionState.Deny, saves: false);
        Assert.Equal("err 1 true,NotAllowedError,denied", await AskAsync(view, $"Promise.all([{Position}, getScreenDetails().catch(e => e.name), {Notify}]).then(answers => answers.join())"));
        Assert.Equal(["Geolocation", "Notifications"], seen.ConvertAll(static line => line.Split(' ')[0]));
    });

    [Fact]
    public Task A_document_that_goes_takes_its_request_along() => RunAsync(async view =>
    {
        string origin = await ShowAsync(view, "left");
        Task<(CoreWebView2PermissionRequestedEventArgs Args, CoreWebView2Deferral Deferral)> held = HoldNextAsync(view);
        Task<string> answer = AskAsync(view, Notify);
        (CoreWebView2PermissionRequestedEventArgs args, CoreWebView2Deferral deferral) = await held;
        args.State = CoreWebView2PermissionState.Allow;

        await ShowAsync(view, "left", "another document");
        deferral.Complete();

        await Assert.ThrowsAnyAsync<Exception>(() => answer);
        Assert.Equal("default", await AskAsync(view, "Notification.permission"));
        Assert.Empty(await SavedAsync(view, origin));
    });

    [Fact]
    public Task A_view_can_be_closed_with_a_request_open() => RunAsync(async view =>
    {
        TestView other = await view.OpenAnotherAsync();
        string origin = await ShowAsync(other, "closed");
        Task<(CoreWebView2PermissionRequestedEventArgs Args, CoreWebView2Deferral Deferral)> held = HoldNextAsync(other);
        Task<string> answer = AskAsync(other, Camera);
        (CoreWebView2PermissionRequestedEventArgs args, CoreWebView2Deferral deferral) = await held;
        other.Controller.Close();
        args.State = CoreWebView2PermissionState.Allow;
        deferral.Complete();

        await Assert.ThrowsAnyAsync<Exception>(() => answer);
        await ShowAsync(view, "closed");
        Assert.Equal("prompt", await QueryAsync(view, "camera"));
        Assert.Empty(await SavedAsync(view, origin));
    });
}
