using System.Collections.Generic;
using System.Drawing;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Xunit;

namespace Oriel.Conformance.Windows;

/// <summary>Keys that are more than text.</summary>
public sealed class KeyTests(WindowFixture fixture) : WindowTests(fixture)
{
    private const byte Escape = 9;
    private const byte Control = 37;
    private const byte A = 38;
    private const byte J = 44;
    private const byte K = 45;
    private const byte Shift = 50;
    private const byte N = 57;
    private const byte F5 = 71;
    private const byte F12 = 96;

    /// <summary>A page that tells its keys, beside those that only shift.</summary>
    private const string Teller = """
        <script>
          for (const type of ['keydown', 'keyup']) {
            addEventListener(type, e => { if (!['Control', 'Shift', 'Alt'].includes(e.key)) chrome.webview.postMessage(`${type} ${e.ctrlKey ? 'ctrl+' : ''}${e.key} ${e.code} ${e.isTrusted}`) });
          }
        </script>
        """;

    private static readonly Rectangle s_place = new(20, 30, 300, 200);

    [Fact]
    public Task Keys_of_the_browser_itself_are_the_pages() => RunAsync(async window =>
    {
        TestView view = await OpenAsync(window);
        IReadOnlyList<uint> managed = Screen.WindowList();
        foreach ((byte key, byte[] held, string text) in ((byte, byte[], string)[])
        [
            (N, [Control], "ctrl+n KeyN"), (J, [Control], "ctrl+j KeyJ"), (28, [Control], "ctrl+t KeyT"), (25, [Control], "ctrl+w KeyW"), (25, [Control, Shift], "ctrl+W KeyW"), (33, [Control], "ctrl+p KeyP"),
            (95, [], "F11 F11"), (73, [], "F7 F7"), (67, [], "F1 F1"),
        ])
        {
            Screen.Key(key, held);
            Assert.Equal($"\"keydown {text} true\"", await view.NextMessageAsync());
            Assert.Equal($"\"keyup {text} true\"", await view.NextMessageAsync());
        }

        Screen.Key(A);
        Assert.Equal("\"keydown a KeyA true\"", await view.NextMessageAsync());
        Assert.Equal(managed, Screen.WindowList());
        await WholeAsync(window, s_place);
        Assert.Equal("\"Corners\"", await view.Web.ExecuteScriptAsync("document.title"));
    });

    [Fact]
    public Task Keys_about_the_page_do_what_they_do_in_the_browser_unless_they_are_off() => RunAsync(async window =>
    {
        TestView view = await OpenAsync(window, Site.Page("/keys", Corners(Teller)).Url("/keys"));
        await view.CompletionOfAsync(() => Screen.Key(F5));
        view.Log.Skip(nameof(view.Web.WebMessageReceived));

        view.Web.Settings.AreBrowserAcceleratorKeysEnabled = false;
        await view.CompletionOfAsync(() => Screen.Key(F5));
        view.Log.Skip(nameof(view.Web.WebMessageReceived));
        int started = view.Log.Count(nameof(view.Web.NavigationStarting));
        Screen.Key(F5);

        Assert.Equal("\"keydown F5 F5 true\"", await view.NextMessageAsync());
        Assert.Equal("\"keyup F5 F5 true\"", await view.NextMessageAsync());
        Screen.Key(A);
        Assert.Equal("\"keydown a KeyA true\"", await view.NextMessageAsync());
        Assert.Equal(started, view.Log.Count(nameof(view.Web.NavigationStarting)));
    });

    [Fact]
    public Task The_app_hears_of_shortcuts_first_and_may_keep_them() => RunAsync(async window =>
    {
        TestView view = await OpenAsync(window);
        Channel<(CoreWebView2KeyEventKind Kind, uint Key, int LParam, CoreWebView2PhysicalKeyStatus Status)> heard = Channel.CreateUnbounded<(CoreWebView2KeyEventKind, uint, int, CoreWebView2PhysicalKeyStatus)>();
        view.Controller.AcceleratorKeyPressed += (sender, e) =>
        {
            Assert.Same(view.Controller, sender);
            e.Handled = e.VirtualKey == 'K';
            if (e.VirtualKey != 0x11)
            {
                heard.Writer.TryWrite((e.KeyEventKind, e.VirtualKey, e.KeyEventLParam, e.PhysicalKeyStatus));
            }
        };
        await view.SettleAsync();

        Screen.Key(K, Control);
        Screen.Key(A);
        Screen.Key(Escape);

        // The K is nobody's but the app's.
        Assert.Equal("\"keydown a KeyA true\"", await view.NextMessageAsync());
        Assert.Equal("\"keyup a KeyA true\"", await view.NextMessageAsync());
        Assert.Equal("\"keydown Escape Escape true\"", await view.NextMessageAsync());
        Assert.Equal("\"keyup Escape Escape true\"", await view.NextMessageAsync());
        (CoreWebView2KeyEventKind kind, uint key, int lParam, CoreWebView2PhysicalKeyStatus status) = await heard.Reader.ReadAsync();
        Assert.Equal((CoreWebView2KeyEventKind.KeyDown, 'K', 0x00250001), (kind, key, lParam));
        Assert.Equal((1u, 0x25u, 0, 0, 0, 0), (status.RepeatCount, status.ScanCode, status.IsExtendedKey, status.IsMenuKeyDown, status.WasKeyDown, status.IsKeyReleased));
        (kind, key, lParam, _) = await heard.Reader.ReadAsync();
        Assert.Equal((CoreWebView2KeyEventKind.KeyUp, 'K', unchecked((int)0xC0250001)), (kind, key, lParam));
        (kind, key, _, _) = await heard.Reader.ReadAsync();
        Assert.Equal((CoreWebView2KeyEventKind.KeyDown, 0x1Bu), (kind, key));
        (kind, key, _, _) = await heard.Reader.ReadAsync();
        Assert.Equal((CoreWebView2KeyEventKind.KeyUp, 0x1Bu), (kind, key));
    });

    [Fact]
    public Task The_app_may_keep_a_key_from_the_browser_and_not_from_the_page() => RunAsync(async window =>
    {
        TestView view = await OpenAsync(window);
        view.Controller.AcceleratorKeyPressed += (_, e) =>
        {
            Assert.True(e.IsBrowserAcceleratorKeyEnabled);
            e.IsBrowserAcceleratorKeyEnabled = false;
        };
        await view.SettleAsync();
        int started = view.Log.Count(nameof(view.Web.NavigationStarting));

        Screen.Key(F5);

        Assert.Equal("\"keydown F5 F5 true\"", await view.NextMessageAsync());
        Assert.Equal("\"keyup F5 F5 true\"", await view.NextMessageAsync());
        Assert.Equal(started, view.Log.Count(nameof(view.Web.NavigationStarting)));
    });

    [Fact]
    public Task An_app_that_takes_its_time_loses_its_say() => RunAsync(async window =>
    {
        TestView view = await OpenAsync(window);
        using ManualResetEventSlim isTyped = new();
        TaskCompletionSource<bool> wasFree = new();
        view.Controller.AcceleratorKeyPressed += (_, e) =>
        {
            if (e.KeyEventKind == CoreWebView2KeyEventKind.KeyDown)
            {
                e.Handled = true;
                wasFree.TrySetResult(isTyped.Wait(BrowserTests.Deadline / 2));
            }
        };
        await view.SettleAsync();

        await view.Web.ExecuteScriptAsync("addEventListener('keydown', e => { if (e.key === 'a') document.documentElement.style.background = 'rgb(0, 0, 255)' })");
        (int left, int top) = Screen.PlaceOf(window.Id);

        Screen.Key(Escape);
        Screen.Key(A);

        // Not on the thread of the view, which is in the handler.
        await Task.Run(async () =>
        {
            await Screen.ColorAsync(left + s_place.Right - 6, top + s_place.Top + 5, Blue);
            isTyped.Set();
        });

        Assert.True(await wasFree.Task);
        Assert.Equal("\"keydown Escape Escape true\"", await view.NextMessageAsync());
    });

    [Fact]
    public Task F12_opens_the_DevTools_unless_they_are_off() => RunAsync(async window =>
    {
        TestView view = await OpenAsync(window);
        view.Web.Settings.AreDevToolsEnabled = false;
        int before = Screen.WindowList().Count;
        Screen.Key(F12);
        Assert.Equal("\"keydown F12 F12 true\"", await view.NextMessageAsync());
        Assert.Equal("\"keyup F12 F12 true\"", await view.NextMessageAsync());
        await view.SettleAsync();
        Assert.Equal(before, Screen.WindowList().Count);

        view.Web.Settings.AreDevToolsEnabled = true;
        Screen.Key(F12);
        await Screen.UntilAsync(() => Screen.WindowList().Count == before + 1, "the DevTools are shown");
        view.Close();
        await Screen.UntilAsync(() => Screen.WindowList().Count == before, "the DevTools are closed with their view");
    });

    private static async Task<TestView> OpenAsync(AppWindow window, string? address = null)
    {
        TestView view = await window.OpenViewAsync(s_place);
        await (address is null ? view.ShowAsync(Corners(Teller)) : view.NavigateAsync(address));
        await WholeAsync(window, s_place);
        view.Controller.MoveFocus(CoreWebView2MoveFocusReason.Programmatic);
        await FocusedAsync(view);
        return view;
    }
}
