using System;
using System.IO;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Oriel.TestKit.Processes;
using Xunit;

namespace Oriel.Conformance.Environments;

/// <summary>An environment by itself, without a view.</summary>
public sealed class EnvironmentCreationTests : HostTests
{
    [Fact, Behaviour(3)]
    public Task It_starts_no_browser_and_makes_no_folder() => OnUiThreadAsync(async () =>
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, UserDataFolder);

        Assert.Equal(UserDataFolder, environment.UserDataFolder);
        Assert.NotEmpty(environment.BrowserVersionString);
        Assert.False(Directory.Exists(UserDataFolder));
        Assert.Empty(ProcessTable.Naming(UserDataFolder));
    });

    [Fact, Behaviour(3)]
    public Task The_browser_comes_with_the_first_view_and_goes_with_the_last() => OnUiThreadAsync(async () =>
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, UserDataFolder);
        TaskCompletionSource exited = new();
        environment.BrowserProcessExited += (_, _) => exited.SetResult();

        TestView view = await TestView.OpenAsync(environment);
        int browser = (int)view.Web.BrowserProcessId;
        Assert.True(ProcessTable.IsRunning(browser));
        view.Controller.Close();
        await exited.Task;

        Assert.False(ProcessTable.IsRunning(browser));
    });

    [Fact, Behaviour(32), Behaviour(12)]
    public Task Dumps_go_to_one_folder_within_the_user_data_folder() => OnUiThreadAsync(async () =>
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, Path.Combine(UserDataFolder, "..", "data"));
        string before = environment.FailureReportFolderPath;
        TestView view = await TestView.OpenAsync(environment);

        Assert.Equal(UserDataFolder, environment.UserDataFolder);
        Assert.StartsWith(UserDataFolder + "/", before, StringComparison.Ordinal);
        Assert.Equal(before, environment.FailureReportFolderPath);
        Assert.True(Directory.Exists(before));
        view.Controller.Close();
    });

    [Fact, Behaviour(74)]
    public async Task Without_a_message_pump_it_fails_at_once_and_says_what_to_do()
    {
        InvalidOperationException failure = await Task.Run(() => Assert.ThrowsAsync<InvalidOperationException>(() => CoreWebView2Environment.CreateAsync(null, UserDataFolder)));

        Assert.Contains("message pump", failure.Message, StringComparison.Ordinal);
        Assert.Contains("MessagePump.Run", failure.Message, StringComparison.Ordinal);
    }

    [Fact, Behaviour(74)]
    public Task A_view_cannot_be_created_on_a_thread_without_a_pump_either() => OnUiThreadAsync(async () =>
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, UserDataFolder);

        InvalidOperationException failure = await Task.Run(() => Assert.ThrowsAsync<InvalidOperationException>(
            () => environment.CreateCoreWebView2ControllerAsync(TestView.NoWindow)));

        Assert.Contains("message pump", failure.Message, StringComparison.Ordinal);
        Assert.Empty(ProcessTable.Naming(UserDataFolder));
    });

    [Fact, Behaviour(73), Behaviour(75)]
    public Task What_belongs_to_a_thread_refuses_others_and_names_both() => OnUiThreadAsync(async () =>
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, UserDataFolder);
        TestView view = await TestView.OpenAsync(environment);
        int owner = System.Environment.CurrentManagedThreadId;

        foreach (Action call in new Action[] { () => _ = view.Web.Source, () => _ = view.Controller.Bounds, view.Controller.Close, () => _ = environment.UserDataFolder })
        {
            InvalidOperationException failure = Assert.IsType<InvalidOperationException>(await Task.Run(() => Record.Exception(call)));
            Assert.Contains("can only be accessed from the UI thread.", failure.Message, StringComparison.Ordinal);
            Assert.Contains($"thread {owner}", failure.Message, StringComparison.Ordinal);
            Assert.IsType<InvalidCastException>(failure.InnerException);
        }

        view.Controller.Close();
    });
}
