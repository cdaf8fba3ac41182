using System;
using System.Drawing;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Oriel.TestKit.Displays;
using Oriel.TestKit.Site;
using Xunit;

namespace Oriel.Conformance.Windows;

/// <summary>Tests of views in an app's window, which look at the screen. Each runs on a UI thread of its own.</summary>
[Collection(WindowCollection.Name)]
public abstract class WindowTests(WindowFixture fixture)
{
    private protected static readonly Color Green = Color.FromArgb(0, 160, 0);
    private protected static readonly Color Red = Color.FromArgb(255, 0, 0);
    private protected static readonly Color Blue = Color.FromArgb(0, 0, 255);

    private protected CoreWebView2Environment Environment => fixture.Environment;

    private protected DisplayClient Screen => fixture.Screen;

    private protected TestDisplay Display => fixture.Display;

    private protected TestSite Site => fixture.Site;

    /// <summary>A green page with a red corner above and a blue one below: as large as its view, all of it can be seen.</summary>
    private protected static string Corners(string body = "") => $$"""
        <!doctype html><title>Corners</title>
        <style>html { background: rgb(0, 160, 0) } i { position: fixed; width: 10px; height: 10px } *:focus { outline: none }</style>
        <i style="left: 0; top: 0; background: rgb(255, 0, 0)"></i><i style="right: 0; bottom: 0; background: rgb(0, 0, 255)"></i>{{body}}
        """;

    /// <summary>Runs the body of a test.</summary>
    private protected static Task RunAsync(Func<Task> body) => PumpThread.RunAsync("test", body).WaitAsync(BrowserTests.Deadline * 2);

    /// <summary>Runs the body of a test in an app's window.</summary>
    private protected Task RunAsync(Func<AppWindow, Task> body) => RunAsync(async () =>
    {
        AppWindow window = await AppWindow.OpenAsync(Environment, Screen);
        try
        {
            await body(window).WaitAsync(BrowserTests.Deadline);
        }
        finally
        {
            window.Close();
        }
    });

    /// <summary>Waits until the page is seen whole, and nothing else, at its place in the window.</summary>
    private protected static async Task WholeAsync(AppWindow window, Rectangle place)
    {
        await window.ColorAsync(place.Left + 5, place.Top + 5, Red);
        await window.ColorAsync(place.Right - 6, place.Bottom - 6, Blue);
        await window.ColorAsync(place.Right - 6, place.Top + 5, Green);
        await window.ColorAsync(place.Left + 5, place.Bottom - 6, Green);
    }

    /// <summary>Waits until something holds in the page, which is looked at with each of its frames.</summary>
    private protected static Task<string> UntilInPageAsync(TestView view, string condition) => view.Web.CallDevToolsProtocolMethodAsync(
        "Runtime.evaluate", $$"""{"expression":"new Promise(done => { const look = () => {{condition}} ? requestAnimationFrame(done) : requestAnimationFrame(look); look(); })","awaitPromise":true}""");

    /// <summary>Waits until the page knows that it has the keyboard.</summary>
    private protected static Task<string> FocusedAsync(TestView view) => UntilInPageAsync(view, "document.hasFocus()");
}
