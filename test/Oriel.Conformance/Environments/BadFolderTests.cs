using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Oriel.TestKit.Hosts;
using Oriel.TestKit.Processes;
using Oriel.TestKit.Users;
using Xunit;

namespace Oriel.Conformance.Environments;

/// <summary>User data folders that are none, or stop being one.</summary>
public sealed class BadFolderTests : HostTests
{
    [Fact, Behaviour(23)]
    public Task A_file_is_refused_by_name_and_left_alone() => OnUiThreadAsync(async () =>
    {
        await File.WriteAllTextAsync(UserDataFolder, "precious");

        COMException failure = await Assert.ThrowsAsync<COMException>(OpenAsync);

        Assert.Equal(Codes.FileExists, failure.HResult);
        Assert.Contains(UserDataFolder, failure.Message, StringComparison.Ordinal);
        Assert.Equal("precious", await File.ReadAllTextAsync(UserDataFolder));
    });

    [RootFact, Behaviour(23)]
    public async Task One_that_the_user_may_not_write_is_refused_with_the_reason()
    {
        await using UnprivilegedUser user = await UnprivilegedUser.CreateAsync();
        string folder = user.MakeHomeFolder("read-only");
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        HostApp host = StartHost(new HostOptions { User = user });

        HostFailureException failure = await Assert.ThrowsAsync<HostFailureException>(async () =>
        {
            HostEnvironment environment = await host.CreateEnvironmentAsync(folder, cancellation: Bound);
            await environment.CreateViewAsync(cancellation: Bound);
        });

        Assert.Equal(Codes.AccessDenied, failure.HResult);
        Assert.Equal(typeof(UnauthorizedAccessException).FullName, failure.Type);
        Assert.Contains(folder, failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
        await StopHostAsync(host);
    }

    /// <summary>The folder itself cannot be made, or no file in it.</summary>
    [RootTheory, Behaviour(23)]
    [InlineData(1)]
    [InlineData(2)]
    public Task A_full_disk_is_named_with_its_code(int filesThatFit) => OnDiskAsync($"nr_inodes={filesThatFit}", async folder =>
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, folder);

        COMException failure = await Assert.ThrowsAsync<COMException>(() => TestView.OpenAsync(environment));

        Assert.True(failure.HResult == Codes.DiskFull, $"0x{failure.HResult:X8}: {failure.Message}");
        Assert.Contains(folder, failure.Message, StringComparison.Ordinal);
    });

    [RootFact]
    public Task A_disk_that_fills_up_under_a_browser_takes_nothing_from_its_view() => OnDiskAsync("size=64k", async folder =>
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, folder);
        TaskCompletionSource exited = new();
        environment.BrowserProcessExited += (_, _) => exited.SetResult();

        TestView view = await TestView.OpenAsync(environment);

        Assert.True((await view.ShowAsync("<p>full")).IsSuccess);
        Assert.Equal("\"full\"", await view.Web.ExecuteScriptAsync("document.body.innerText"));
        view.Controller.Close();
        await exited.Task;
    });

    [Fact]
    public Task One_deleted_while_in_use_takes_nothing_from_its_view() => OnUiThreadAsync(async () =>
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, UserDataFolder);
        TaskCompletionSource exited = new();
        environment.BrowserProcessExited += (_, _) => exited.TrySetResult();
        TestView view = await TestView.OpenAsync(environment);
        Directory.Move(UserDataFolder, UserDataFolder + "-deleted");

        Assert.True((await view.ShowAsync("<p>still here")).IsSuccess);
        Assert.Equal("\"still here\"", await view.Web.ExecuteScriptAsync("document.body.innerText"));
        view.Controller.Close();
        await exited.Task;

        TestView next = await TestView.OpenAsync(environment);
        Assert.True((await next.ShowAsync("<p>made anew")).IsSuccess);
        next.Controller.Close();
    });

    [Fact]
    public Task One_left_by_a_newer_browser_still_opens() => OnUiThreadAsync(async () =>
    {
        string browser = Directory.CreateDirectory(Path.Combine(UserDataFolder, "EBWebView")).FullName;
        await File.WriteAllTextAsync(Path.Combine(browser, "Last Version"), "999.0.1.2");

        TestView view = await OpenAsync();

        Assert.True((await view.ShowAsync("<p>opened")).IsSuccess);
        view.Controller.Close();
    });

    private async Task<TestView> OpenAsync() => await TestView.OpenAsync(await CoreWebView2Environment.CreateAsync(null, UserDataFolder));

    /// <summary>Runs a test on a UI thread with a folder on a small disk of its own.</summary>
    private async Task OnDiskAsync(string limit, Func<string, Task> body)
    {
        string disk = Directory.CreateDirectory(Folder.Combine("disk")).FullName;
        await RunAsync("mount", "-t", "tmpfs", "-o", limit, "tmpfs", disk);
        try
        {
            await OnUiThreadAsync(() => body(Path.Combine(disk, "data")));
        }
        finally
        {
            await ProcessTable.KillAsync(await ProcessTable.WaitUntilNobodyNamesAsync(disk, TimeSpan.FromSeconds(20)));
            await RunAsync("umount", disk);
        }
    }

    private static async Task RunAsync(string program, params IReadOnlyList<string> arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        string errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {errors}");
    }
}
