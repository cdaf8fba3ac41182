using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Oriel.TestKit.Processes;
using Xunit;

namespace Oriel.Conformance.Lifetimes;

/// <summary>BrowserProcessExited: what is true when it is raised.</summary>
public sealed class BrowserExitTests : HostTests
{
    [Fact, Behaviour(62), Behaviour(31), Behaviour(29)]
    public Task The_folder_can_be_renamed_and_deleted_in_the_handler_and_no_process_is_left() => OnUiThreadAsync(async () =>
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, UserDataFolder);
        TaskCompletionSource<(CoreWebView2BrowserProcessExitKind Kind, uint ProcessId, List<ProcessEntry> Left)> exited = new();
        TestView view = await TestView.OpenAsync(environment);
        Assert.True((await view.ShowAsync("<p>some state")).IsSuccess);
        uint browser = view.Web.BrowserProcessId;
        ProcessEntry broker = Broker();
        IReadOnlyList<ProcessEntry> group = [.. Group().Where(process => process.Id != broker.Id)];
        Assert.True(group.Count > 3, $"Only {group.Count} processes were found.");
        environment.BrowserProcessExited += (_, e) =>
        {
            List<ProcessEntry> left = [.. group.Where(process => ProcessTable.Find(process.Id) is { IsZombie: false } now && now.StartTime == process.StartTime)];
            Directory.Move(UserDataFolder, UserDataFolder + "-renamed");
            Directory.Delete(UserDataFolder + "-renamed", recursive: true);
            exited.SetResult((e.BrowserProcessExitKind, e.BrowserProcessId, left));
        };

        view.Controller.Close();
        (CoreWebView2BrowserProcessExitKind kind, uint processId, List<ProcessEntry> left) = await exited.Task;

        Assert.Empty(left);
        Assert.Equal((CoreWebView2BrowserProcessExitKind.Normal, browser), (kind, processId));
        Assert.False(Directory.Exists(UserDataFolder));
        await GoneAsync(broker.Id);
        Assert.False(Directory.Exists(UserDataFolder));
    });

    [Fact, Behaviour(66), Behaviour(65), Behaviour(63)]
    public Task A_handler_stays_for_the_browsers_that_follow_and_hears_of_each_once() => OnUiThreadAsync(async () =>
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, UserDataFolder);
        CoreWebView2Environment other = await CoreWebView2Environment.CreateAsync(null, UserDataFolder);
        List<uint> exits = [];
        List<uint> otherExits = [];
        List<uint> browsers = [];
        TaskCompletionSource exited = new();
        TaskCompletionSource otherExited = new();
        environment.BrowserProcessExited += (_, e) =>
        {
            exits.Add(e.BrowserProcessId);
            exited.TrySetResult();
        };
        other.BrowserProcessExited += (_, e) =>
        {
            otherExits.Add(e.BrowserProcessId);
            otherExited.TrySetResult();
        };

        for (int i = 0; i < 3; i++)
        {
            exited = new();
            otherExited = new();
            TestView view = await TestView.OpenAsync(environment);
            TestView second = await TestView.OpenAsync(other);
            browsers.Add(view.Web.BrowserProcessId);
            view.Controller.Close();
            second.Controller.Close();
            await exited.Task;
            await otherExited.Task;
        }

        Assert.Equal(browsers, exits);
        Assert.Equal(browsers, otherExits);
        Assert.Equal(3, browsers.Distinct().Count());
    });

    [Fact, Behaviour(8), Behaviour(65)]
    public Task A_view_created_before_the_old_browser_has_gone_lives_in_the_next_one() => OnUiThreadAsync(async () =>
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, UserDataFolder);
        List<uint> exits = [];
        TaskCompletionSource last = new();
        List<uint> browsers = [];
        bool areAllOpened = false;
        environment.BrowserProcessExited += (_, e) =>
        {
            exits.Add(e.BrowserProcessId);
            if (areAllOpened && exits.Count == browsers.Count)
            {
                last.TrySetResult();
            }
        };

        for (int i = 0; i < 5; i++)
        {
            TestView view = await TestView.OpenAsync(environment);
            browsers.Add(view.Web.BrowserProcessId);
            Assert.Equal("2", await view.Web.ExecuteScriptAsync("1 + 1"));
            view.Controller.Close();
        }

        // The first ones may have been caught before they were told to go: then the view came into the same browser.
        browsers = [.. browsers.Distinct()];
        areAllOpened = true;
        if (exits.Count < browsers.Count)
        {
            await last.Task;
        }

        Assert.Equal(browsers, exits);
    });

    [Fact, Behaviour(30)]
    public Task The_folder_stays_when_the_browser_goes() => OnUiThreadAsync(async () =>
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, UserDataFolder);
        TaskCompletionSource exited = new();
        environment.BrowserProcessExited += (_, _) => exited.SetResult();
        TestView view = await TestView.OpenAsync(environment);
        view.Controller.Close();
        await exited.Task;

        Assert.NotEmpty(Directory.EnumerateFileSystemEntries(UserDataFolder));
    });
}
