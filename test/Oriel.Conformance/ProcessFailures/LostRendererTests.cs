using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit.Processes;
using Oriel.TestKit.Site;
using Xunit;
using Kind = Microsoft.Web.WebView2.Core.CoreWebView2ProcessFailedKind;
using Reason = Microsoft.Web.WebView2.Core.CoreWebView2ProcessFailedReason;

namespace Oriel.Conformance.ProcessFailures;

/// <summary>What an app sets while a page has no renderer is there for the next document, whichever way that comes.</summary>
public sealed class LostRendererTests : FailureTests
{
    /// <summary>The first script of a page notes what it finds.</summary>
    private const string Noting = "<script>window.first = [window.kept, window.removed, window.added, navigator.userAgent].join()</script>";

    public static TheoryData<string> Ways { get; } = [.. Navigations("", "").Keys];

    [Theory]
    [MemberData(nameof(Ways))]
    public Task It_is_there_before_the_first_script_of_the_next_document(string way) => RunAsync(async (view, failures) =>
    {
        Site.Html("/inner", Noting);
        string first = Site.Html("/lost/first", Noting + "<iframe src='/inner'></iframe>");
        string second = Site.Html("/lost/second", Noting + "<iframe src='/inner'></iframe>");
        await view.Web.AddScriptToExecuteOnDocumentCreatedAsync("window.kept = 'kept'");
        string removed = await view.Web.AddScriptToExecuteOnDocumentCreatedAsync("window.removed = 'removed'");
        await view.NavigateAsync(first);
        await view.NavigateAsync(second);
        for (int i = 0; i < 3; i++)
        {
            await KillAsync(view, view.Web.Source, Signal.Kill);
            await failures.ExpectAsync(Kind.RenderProcessExited, Reason.Terminated, 137);
            view.Web.RemoveScriptToExecuteOnDocumentCreated(removed);
            string added = await view.Web.AddScriptToExecuteOnDocumentCreatedAsync($"window.added = {i}");
            view.Web.Settings.UserAgent = $"agent {i}";
            (string Path, Action<CoreWebView2> Begin) = Navigations(first, second)[way];
            int before = Site.Requests.Count;
            view.Log.Clear();

            Assert.True((await view.CompletionOfAsync(() => Begin(view.Web))).IsSuccess);

            Assert.Equal($"\"kept,,{i},agent {i}\"", await view.Web.ExecuteScriptAsync("window.first"));
            Assert.Equal($"\"kept,,{i},agent {i}\"", await view.Web.ExecuteScriptAsync("frames[0].first"));
            Assert.Equal(1, view.Log.Count(nameof(view.Web.NavigationStarting)));
            Assert.Equal(1, view.Log.Count(nameof(view.Web.NavigationCompleted)));
            SiteRequest[] requests = [.. Site.Requests.Skip(before).Where(static request => request.Path != "/favicon.ico")];

            // One that goes back may take them from the cache.
            Assert.Equal(way == "GoBack" ? [] : [Path, "/inner"], requests.Select(static request => request.Path).Where(path => way != "GoBack" || path is not ("/lost/first" or "/inner")));
            Assert.All(requests, request => Assert.Equal($"agent {i}", request.Header("User-Agent")));
            Assert.Equal(way != "GoBack", view.Web.CanGoBack);
            view.Web.RemoveScriptToExecuteOnDocumentCreated(added);
            if (way == "GoBack")
            {
                await view.CompletionOfAsync(view.Web.GoForward);
            }
        }
    });

    [Fact]
    public Task Script_that_was_switched_off_does_not_run() => RunAsync(async (view, failures) =>
    {
        string url = Site.Html("/lost/off", "<p>shown<script>document.body.textContent = 'script'</script>");
        await view.NavigateAsync(url);
        Assert.Equal("\"script\"", await view.Web.ExecuteScriptAsync("document.body.innerText"));
        await KillAsync(view, url, Signal.Kill);
        await failures.NextAsync();
        view.Web.Settings.IsScriptEnabled = false;
        await view.CompletionOfAsync(view.Web.Reload);
        Assert.Equal("\"shown\"", await view.Web.ExecuteScriptAsync("document.body.innerText"));

        await KillAsync(view, url, Signal.Kill);
        await failures.NextAsync();
        view.Web.Settings.IsScriptEnabled = true;
        await view.CompletionOfAsync(view.Web.Reload);
        Assert.Equal("\"script\"", await view.Web.ExecuteScriptAsync("document.body.innerText"));
    });

    /// <summary>The handler of ProcessFailed is where apps recover; they may do so twice, and the last navigation counts.</summary>
    [Fact]
    public Task The_last_of_several_navigations_counts_and_scripts_wait_for_it() => RunAsync(async (view, failures) =>
    {
        string first = Site.Html("/lost/one", "one");
        string second = Site.Html("/lost/two", "two");
        await view.NavigateAsync(first);
        TaskCompletionSource<Task<string>> asked = new();
        view.Web.ProcessFailed += (_, _) =>
        {
            view.Web.Reload();
            view.Web.Navigate(second);
        };
        view.Web.NavigationStarting += (_, args) =>
        {
            if (args.Uri == second)
            {
                asked.SetResult(view.Web.ExecuteScriptAsync("location.pathname"));
            }
        };
        await KillAsync(view, first, Signal.Kill);
        await view.Log.NextAsync(nameof(view.Web.NavigationCompleted), logged => logged.Source == second);
        Assert.Equal("\"/lost/two\"", await await asked.Task);
        Assert.Single(failures.All);
        Assert.True(view.Web.CanGoBack);
    });

    private static Dictionary<string, (string Path, Action<CoreWebView2> Begin)> Navigations(string first, string second) => new()
    {
        ["Reload"] = ("/lost/second", static web => web.Reload()),
        ["Navigate"] = ("/lost/first", web => web.Navigate(first)),
        ["GoBack"] = ("/lost/first", static web => web.GoBack()),
        ["NavigateWithWebResourceRequest"] = ("/lost/second", web => web.NavigateWithWebResourceRequest(web.Environment.CreateWebResourceRequest(second, "POST", null!, "X-From: app"))),
    };
}
