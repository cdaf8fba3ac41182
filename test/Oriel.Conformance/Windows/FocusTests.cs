using System;
using System.Collections.Generic;
using System.Drawing;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Conformance.Support;
using Xunit;

namespace Oriel.Conformance.Windows;

/// <summary>Who has the keyboard.</summary>
public sealed class FocusTests(WindowFixture fixture) : WindowTests(fixture)
{
    private const byte Tab = 23;
    private const byte Shift = 50;
    private const byte A = 38;

    /// <summary>Two fields that say what they are given.</summary>
    private const string Fields = """
        <input id="first"><input id="last">
        <script>
          for (const type of ['focusin', 'input', 'keydown']) {
            addEventListener(type, e => { if (type !== 'keydown' || e.key === 'Tab') chrome.webview.postMessage(type + ' ' + (e.target.id || e.target.nodeName) + (type === 'input' ? ' ' + e.target.value : '')) });
          }
        </script>
        """;

    private static readonly Rectangle s_place = new(20, 30, 300, 200);

    [Fact]
    public Task A_click_into_the_page_gives_it_the_keyboard_and_the_app_takes_it_back() => RunAsync(async window =>
    {
        TestView view = await OpenAsync(window);
        TaskCompletionSource<(object? Sender, object Args)> got = new();
        TaskCompletionSource lost = new();
        view.Controller.GotFocus += (sender, e) => got.TrySetResult((sender, e));
        view.Controller.LostFocus += (_, _) => lost.TrySetResult();

        window.Click(s_place.Left + 100, s_place.Top + 150);

        Assert.Equal((view.Controller, null), await got.Task);
        Assert.Contains(Screen.FocusedWindow(), window.Guests());
        Screen.Focus(window.Id);
        await lost.Task;
    });

    [Fact]
    public Task MoveFocus_gives_the_page_the_keyboard() => RunAsync(async window =>
    {
        TestView view = await OpenAsync(window);
        await view.Web.ExecuteScriptAsync("last.focus(); first.focus()");
        TaskCompletionSource got = new();
        view.Controller.GotFocus += (_, _) => got.TrySetResult();

        view.Controller.MoveFocus(CoreWebView2MoveFocusReason.Programmatic);

        await got.Task;
        await FocusedAsync(view);
        await SkipAsync(view);
        Screen.Key(A);
        Assert.Equal("\"input first a\"", await view.NextMessageAsync());
    });

    [Theory]
    [InlineData(CoreWebView2MoveFocusReason.Next, "first")]
    [InlineData(CoreWebView2MoveFocusReason.Previous, "last")]
    public Task The_tab_key_comes_into_the_page_at_its_first_or_last_element(CoreWebView2MoveFocusReason reason, string element) => RunAsync(async window =>
    {
        TestView view = await OpenAsync(window);

        view.Controller.MoveFocus(reason);

        Assert.Equal($"\"focusin {element}\"", await view.NextMessageAsync());
        await FocusedAsync(view);
        await SkipAsync(view);
        Screen.Key(A);
        Assert.Equal($"\"input {element} a\"", await view.NextMessageAsync());
    });

    [Fact]
    public Task The_tab_key_goes_through_the_page_and_out_of_it() => RunAsync(async window =>
    {
        TestView view = await window.OpenViewAsync(s_place);
        Queue<TaskCompletionSource<CoreWebView2MoveFocusReason>> expected = new([new(), new()]);
        TaskCompletionSource<CoreWebView2MoveFocusReason>[] asked = [.. expected];
        TaskCompletionSource lost = new();
        view.Controller.LostFocus += (_, _) => lost.TrySetResult();
        view.Controller.MoveFocusRequested += (sender, e) =>
        {
            Assert.Same(view.Controller, sender);
            Screen.Focus(window.Id);
            e.Handled = true;
            expected.Dequeue().SetResult(e.Reason);
        };
        await view.ShowAsync(Corners(Fields));
        view.Controller.MoveFocus(CoreWebView2MoveFocusReason.Next);
        Assert.Equal("\"focusin first\"", await view.NextMessageAsync());
        await FocusedAsync(view);
        await SkipAsync(view);

        Screen.Key(Tab);
        Assert.Equal("\"keydown first\"", await view.NextMessageAsync());
        Assert.Equal("\"focusin last\"", await view.NextMessageAsync());
        Screen.Key(Tab);

        Assert.Equal(CoreWebView2MoveFocusReason.Next, await asked[0].Task);
        await lost.Task;
        Assert.Equal(window.Id, Screen.FocusedWindow());

        view.Log.Skip(nameof(view.Web.WebMessageReceived));
        view.Controller.MoveFocus(CoreWebView2MoveFocusReason.Next);
        await FocusedAsync(view);
        Screen.Key(Tab, Shift);
        Assert.Equal(CoreWebView2MoveFocusReason.Previous, await asked[1].Task);
    });

    [Fact]
    public Task What_is_typed_into_the_app_is_not_for_the_page_under_the_pointer() => RunAsync(async window =>
    {
        TestView view = await OpenAsync(window);
        await view.Web.ExecuteScriptAsync("first.focus()");
        TaskCompletionSource lost = new();
        view.Controller.LostFocus += (_, _) => lost.TrySetResult();
        window.Click(s_place.Left + 100, s_place.Top + 150);
        await FocusedAsync(view);
        Screen.Focus(window.Id);
        await lost.Task;
        _ = Screen.TakeKeys(window.Id);

        Screen.Key(A);

        List<byte> keys = [];
        await Screen.UntilAsync(() => { keys.AddRange(Screen.TakeKeys(window.Id)); return keys.Count > 0; }, "the app has the key");
        Assert.Equal([A], keys);
        await view.SettleAsync();
        Assert.Equal("\"\"", await view.Web.ExecuteScriptAsync("first.value"));
    });

    [Fact]
    public Task A_hidden_view_does_not_take_the_keyboard() => RunAsync(async window =>
    {
        TestView view = await OpenAsync(window);
        view.Controller.IsVisible = false;

        Assert.Throws<ArgumentException>(() => view.Controller.MoveFocus(CoreWebView2MoveFocusReason.Programmatic));
        Assert.Throws<ArgumentException>(() => view.Controller.MoveFocus((CoreWebView2MoveFocusReason)3));
    });

    private static async Task<TestView> OpenAsync(AppWindow window)
    {
        TestView view = await window.OpenViewAsync(s_place);
        await view.ShowAsync(Corners(Fields));
        await WholeAsync(window, s_place);
        return view;
    }

    /// <summary>Reads what the page has said so far: the element that has the focus gets it once more when its page gets the keyboard.</summary>
    private static async Task SkipAsync(TestView view)
    {
        await view.Web.ExecuteScriptAsync("chrome.webview.postMessage('now')");
        while (await view.NextMessageAsync() != "\"now\"")
        {
        }
    }
}
