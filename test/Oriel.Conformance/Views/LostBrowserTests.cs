using System;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Conformance.Views;

/// <summary>A view whose browser has crashed is closed.</summary>
[Behaviour(127)]
public sealed class LostBrowserTests
{
    [Fact]
    public async Task Every_member_fails_as_after_Close_and_a_new_view_can_be_created()
    {
        await using TempFolder folder = new();
        await PumpThread.RunAsync("lost", () => TestAsync(folder.Path)).WaitAsync(BrowserTests.Deadline);
    }

    private static async Task TestAsync(string folder)
    {
        CoreWebView2Environment environment = await CoreWebView2Environment.CreateAsync(null, folder);
        TaskCompletionSource<CoreWebView2BrowserProcessExitedEventArgs> exited = new();
        environment.BrowserProcessExited += (_, e) => exited.TrySetResult(e);
        TestView view = await TestView.OpenAsync(environment);
        await view.ShowAsync("<p>lost");
        uint browserProcessId = view.Web.BrowserProcessId;
        Task<string> underWay = view.Web.CallDevToolsProtocolMethodAsync("Runtime.evaluate", """{"expression":"new Promise(() => {})","awaitPromise":true}""");

        using (Process process = Process.GetProcessById((int)browserProcessId))
        {
            process.Kill();
        }

        CoreWebView2BrowserProcessExitedEventArgs exit = await exited.Task;
        Assert.Equal(browserProcessId, exit.BrowserProcessId);
        Assert.Equal(CoreWebView2BrowserProcessExitKind.Failed, exit.BrowserProcessExitKind);
        await Assert.ThrowsAnyAsync<Exception>(() => underWay);
        AssertClosed(() => view.Web.Navigate("about:blank"));
        AssertClosed(() => _ = view.Web.Source);
        AssertClosed(() => _ = view.Web.BrowserProcessId);
        AssertClosed(() => _ = view.Controller.Bounds);
        AssertClosed(() => view.Web.PostWebMessageAsString("lost"));
        view.Controller.Close();

        TaskCompletionSource ended = new();
        environment.BrowserProcessExited += (_, _) => ended.TrySetResult();
        TestView next = await TestView.OpenAsync(environment);
        Assert.NotEqual(browserProcessId, next.Web.BrowserProcessId);
        Assert.True((await next.ShowAsync("<p>again")).IsSuccess);
        next.Controller.Close();
        await ended.Task;
    }

    private static void AssertClosed(Action call)
    {
        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(call);
        COMException inner = Assert.IsType<COMException>(thrown.InnerException);
        Assert.Equal(unchecked((int)0x8007139F), inner.HResult);
    }
}
