using System;
using System.Collections.Generic;
using System.Drawing;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Composition;
using Oriel.Conformance.Support;
using Xunit;

namespace Oriel.Conformance.Composition;

/// <summary>What the page notices of the input that the app sends it.</summary>
public sealed class InputTests(BrowserFixture browser) : CompositionTests(browser)
{
    private const CoreWebView2MouseEventVirtualKeys NoKeys = CoreWebView2MouseEventVirtualKeys.None;

    /// <summary>Tells of every event of these kinds what is asked for.</summary>
    private static string Teller(string kinds, string tell) => Plain(Color.White, $$"""
        <input id=i style='position:absolute;left:10px;top:10px;width:100px'><div style='height:2000px'></div>
        <script>for (const kind of '{{kinds}}'.split(' ')) document.documentElement.addEventListener(kind, e => { if (kind.startsWith('drag') || kind == 'drop') e.preventDefault();
          chrome.webview.postMessage(`${kind} {{tell}}`) }, { passive: false })</script>
        """);

    [Fact]
    public Task The_mouse_moves_clicks_and_leaves() => RunComposedAsync(async (view, controller, _) =>
    {
        await ShowAsync(view, Teller("mousemove mousedown mouseup click dblclick mouseleave", "${e.clientX},${e.clientY} ${e.button} ${e.buttons} ${e.ctrlKey} ${e.shiftKey}"));

        controller.SendMouseInput(CoreWebView2MouseEventKind.Move, CoreWebView2MouseEventVirtualKeys.Shift, 0, new Point(50, 60));
        controller.SendMouseInput(CoreWebView2MouseEventKind.LeftButtonDown, CoreWebView2MouseEventVirtualKeys.LeftButton, 0, new Point(50, 60));
        controller.SendMouseInput(CoreWebView2MouseEventKind.LeftButtonUp, NoKeys, 0, new Point(50, 60));
        controller.SendMouseInput(CoreWebView2MouseEventKind.LeftButtonDoubleClick, CoreWebView2MouseEventVirtualKeys.LeftButton | CoreWebView2MouseEventVirtualKeys.Control, 0, new Point(50, 60));
        controller.SendMouseInput(CoreWebView2MouseEventKind.LeftButtonUp, CoreWebView2MouseEventVirtualKeys.Control, 0, new Point(50, 60));
        controller.SendMouseInput(CoreWebView2MouseEventKind.Leave, NoKeys, 0, Point.Empty);

        await AssertToldAsync(
            view,
            "mousemove 50,60 0 0 false true",
            "mousedown 50,60 0 1 false false",
            "mouseup 50,60 0 0 false false",
            "click 50,60 0 0 false false",
            "mousedown 50,60 0 1 true false",
            "mouseup 50,60 0 0 true false",
            "click 50,60 0 0 true false",
            "dblclick 50,60 0 0 true false",
            "mouseleave -1,-1 0 0 false false");
    });

    [Theory]
    [InlineData(CoreWebView2MouseEventKind.MiddleButtonDown, CoreWebView2MouseEventKind.MiddleButtonUp, CoreWebView2MouseEventVirtualKeys.MiddleButton, 0, 1, 4)]
    [InlineData(CoreWebView2MouseEventKind.RightButtonDown, CoreWebView2MouseEventKind.RightButtonUp, CoreWebView2MouseEventVirtualKeys.RightButton, 0, 2, 2)]
    [InlineData(CoreWebView2MouseEventKind.XButtonDown, CoreWebView2MouseEventKind.XButtonUp, CoreWebView2MouseEventVirtualKeys.XButton1, 1, 3, 8)]
    [InlineData(CoreWebView2MouseEventKind.XButtonDown, CoreWebView2MouseEventKind.XButtonUp, CoreWebView2MouseEventVirtualKeys.XButton2, 2, 4, 16)]
    public Task Every_button_is_told(CoreWebView2MouseEventKind down, CoreWebView2MouseEventKind up, CoreWebView2MouseEventVirtualKeys keys, uint data, int button, int buttons) =>
        RunComposedAsync(async (view, controller, _) =>
        {
            await ShowAsync(view, Teller("mousedown mouseup", "${e.button} ${e.buttons}"));
            await view.Web.ExecuteScriptAsync("addEventListener('contextmenu', e => e.preventDefault())");

            controller.SendMouseInput(down, keys, data, new Point(70, 80));
            controller.SendMouseInput(up, NoKeys, data, new Point(70, 80));

            await AssertToldAsync(view, $"mousedown {button} {buttons}", $"mouseup {button} 0");
        });

    [Fact]
    public Task A_wheel_scrolls_the_page() => RunComposedAsync(async (view, controller, _) =>
    {
        await ShowAsync(view, Teller("wheel", "${e.deltaX},${e.deltaY}"));
        await view.Web.ExecuteScriptAsync("addEventListener('scrollend', () => chrome.webview.postMessage(`scrolled ${scrollY}`))");

        // A notch towards the user, and one to the right.
        controller.SendMouseInput(CoreWebView2MouseEventKind.Wheel, NoKeys, unchecked((uint)-120), new Point(50, 100));
        await AssertToldAsync(view, "wheel 0,100", "scrolled 100");
        controller.SendMouseInput(CoreWebView2MouseEventKind.HorizontalWheel, NoKeys, 120, new Point(50, 100));
        await AssertToldAsync(view, "wheel 100,0");
    });

    [Fact]
    public Task What_is_no_mouse_event_is_refused() => RunComposedAsync((_, controller, _) =>
    {
        Assert.Throws<ArgumentException>(() => controller.SendMouseInput((CoreWebView2MouseEventKind)1, NoKeys, 0, Point.Empty));
        Assert.Throws<ArgumentException>(() => controller.SendMouseInput(CoreWebView2MouseEventKind.XButtonDown, NoKeys, 3, Point.Empty));
        return Task.CompletedTask;
    });

    [Fact]
    public Task Two_fingers_are_two() => RunComposedAsync(async (view, controller, _) =>
    {
        await ShowAsync(view, Teller("touchstart touchmove touchend touchcancel", "${[...e.touches].map(t => `${t.clientX},${t.clientY}`)} ${e.changedTouches[0].force.toFixed(2)}"));
        await view.Web.ExecuteScriptAsync("addEventListener('touchstart', e => e.preventDefault(), { passive: false })");
        CoreWebView2PointerInfo one = Finger(view, 1, new Point(20, 100));
        CoreWebView2PointerInfo two = Finger(view, 2, new Point(80, 100));

        controller.SendPointerInput(CoreWebView2PointerEventKind.Enter, one);
        controller.SendPointerInput(CoreWebView2PointerEventKind.Down, one);
        controller.SendPointerInput(CoreWebView2PointerEventKind.Down, two);
        one.PixelLocation = new Point(40, 120);
        controller.SendPointerInput(CoreWebView2PointerEventKind.Update, one);
        controller.SendPointerInput(CoreWebView2PointerEventKind.Up, one);
        two.PixelLocation = new Point(90, 130);
        controller.SendPointerInput(CoreWebView2PointerEventKind.Update, two);
        controller.SendPointerInput(CoreWebView2PointerEventKind.Up, two);

        await AssertToldAsync(
            view,
            "touchstart 20,100 0.50",
            "touchstart 20,100,80,100 0.50",
            "touchmove 40,120,80,100 0.50",
            "touchend 80,100 0.50",
            "touchmove 90,130 0.50",
            "touchend  0.50");
    });

    [Fact]
    public Task A_pen_is_a_pen() => RunComposedAsync(async (view, controller, _) =>
    {
        await ShowAsync(view, Teller("pointermove pointerdown pointerup", "${e.pointerType} ${e.clientX},${e.clientY} ${e.pressure} ${e.tiltX},${e.tiltY} ${e.twist} ${e.buttons}"));
        CoreWebView2PointerInfo pen = view.Environment.CreateCoreWebView2PointerInfo();
        pen.PointerKind = 3;
        pen.PixelLocation = new Point(60, 70);
        pen.PenMask = 1 | 2 | 4 | 8;
        (pen.PenTiltX, pen.PenTiltY, pen.PenRotation, pen.PenPressure) = (30, -10, 90, 256);

        controller.SendPointerInput(CoreWebView2PointerEventKind.Update, pen);
        controller.SendPointerInput(CoreWebView2PointerEventKind.Down, pen);
        pen.PixelLocation = new Point(65, 75);
        pen.PenPressure = 768;
        controller.SendPointerInput(CoreWebView2PointerEventKind.Update, pen);
        controller.SendPointerInput(CoreWebView2PointerEventKind.Up, pen);

        await AssertToldAsync(
            view,
            "pointermove pen 60,70 0 30,-10 90 0",
            "pointerdown pen 60,70 0.25 30,-10 90 1",
            "pointermove pen 65,75 0.75 30,-10 90 1",
            "pointerup pen 65,75 0 30,-10 90 0");
    });

    [Fact]
    public Task A_pointer_that_is_a_mouse_is_refused() => RunComposedAsync((view, controller, _) =>
    {
        CoreWebView2PointerInfo mouse = view.Environment.CreateCoreWebView2PointerInfo();
        mouse.PointerKind = 4;
        Assert.Throws<ArgumentException>(() => controller.SendPointerInput(CoreWebView2PointerEventKind.Down, mouse));
        return Task.CompletedTask;
    });

    [Fact]
    public Task Keys_write_and_edit() => RunComposedAsync(async (view, controller, frames) =>
    {
        await ShowAsync(view, Teller("keydown keyup", "${e.key} ${e.code} ${e.keyCode} ${e.ctrlKey} ${e.repeat}"));
        controller.SendMouseInput(CoreWebView2MouseEventKind.LeftButtonDown, CoreWebView2MouseEventVirtualKeys.LeftButton, 0, new Point(30, 20));
        controller.SendMouseInput(CoreWebView2MouseEventKind.LeftButtonUp, NoKeys, 0, new Point(30, 20));
        CompositionHost host = CompositionHost.Of(controller);

        Press(host, new KeyStroke("A", "KeyA", KeyModifiers.Shift));
        Press(host, new KeyStroke("b", "KeyB"));
        host.SendKeyDown(new KeyStroke("b", "KeyB") { IsRepeat = true });
        Press(host, new KeyStroke("Backspace", "Backspace"));
        host.SendText("ü字");
        await AssertToldAsync(
            view,
            "keydown A KeyA 65 false false",
            "keyup A KeyA 65 false false",
            "keydown b KeyB 66 false false",
            "keyup b KeyB 66 false false",
            "keydown b KeyB 66 false true",
            "keydown Backspace Backspace 8 false false",
            "keyup Backspace Backspace 8 false false");
        Assert.Equal("Abü字", (await view.EvaluateAsync("i.value")).GetString());

        Press(host, new KeyStroke("a", "KeyA", KeyModifiers.Control));
        Press(host, new KeyStroke("x", "KeyX"));
        await AssertToldAsync(view, "keydown a KeyA 65 true false", "keyup a KeyA 65 true false", "keydown x KeyX 88 false false", "keyup x KeyX 88 false false");
        Assert.Equal("x", (await view.EvaluateAsync("i.value")).GetString());
        Assert.Throws<ArgumentException>(() => host.SendKeyDown(new KeyStroke("")));
        await frames.SeenAsync(static log => log.Count > 0);
    });

    [Fact]
    public Task What_is_dragged_in_is_dropped_or_leaves() => RunComposedAsync(async (view, controller, _) =>
    {
        await ShowAsync(view, Teller("dragenter dragleave drop", "${e.clientX},${e.clientY} ${e.dataTransfer.getData('text/plain')} ${e.dataTransfer.types}"));
        await view.Web.ExecuteScriptAsync("document.documentElement.addEventListener('dragover', e => e.preventDefault())");
        CompositionHost host = CompositionHost.Of(controller);
        DragContent content = new() { Items = new Dictionary<string, string> { ["text/plain"] = "hello" } };

        Assert.Throws<InvalidOperationException>(() => host.Drop(new Point(60, 70)));
        controller.DragLeave();
        host.DragEnter(content, new Point(50, 60));
        host.DragOver(new Point(55, 65));
        host.Drop(new Point(60, 70));
        await AssertToldAsync(view, "dragenter 50,60  text/plain", "drop 60,70 hello text/plain");

        host.DragEnter(content, new Point(50, 60));
        host.DragOver(new Point(50, 61));
        controller.DragLeave();
        await AssertToldAsync(view, "dragenter 50,60  text/plain", "dragleave -1,-1  text/plain");
    });

    /// <summary>What the list of a select is in is another window of the browser's, which is in no picture; keys choose all the same.</summary>
    [Fact]
    public Task A_select_is_used_by_keys() => RunComposedAsync(async (view, controller, _) =>
    {
        await ShowAsync(view, Plain(Color.White, "<select id=s style='position:absolute;left:10px;top:10px' onchange='chrome.webview.postMessage(s.value)'><option>one<option>two<option>three</select>"));
        CompositionHost host = CompositionHost.Of(controller);

        controller.SendMouseInput(CoreWebView2MouseEventKind.LeftButtonDown, CoreWebView2MouseEventVirtualKeys.LeftButton, 0, new Point(20, 20));
        controller.SendMouseInput(CoreWebView2MouseEventKind.LeftButtonUp, NoKeys, 0, new Point(20, 20));
        Press(host, new KeyStroke("ArrowDown", "ArrowDown"));
        Press(host, new KeyStroke("ArrowDown", "ArrowDown"));
        Press(host, new KeyStroke("Enter", "Enter"));

        await AssertToldAsync(view, "three");
    });

    private static void Press(CompositionHost host, KeyStroke key)
    {
        host.SendKeyDown(key);
        host.SendKeyUp(key);
    }

    private static CoreWebView2PointerInfo Finger(TestView view, uint id, Point place)
    {
        CoreWebView2PointerInfo finger = view.Environment.CreateCoreWebView2PointerInfo();
        finger.PointerKind = 2;
        finger.PointerId = id;
        finger.PixelLocation = place;
        finger.TouchMask = 4;
        finger.TouchPressure = 512;
        return finger;
    }

    /// <summary>Shows a page, and waits until it can be clicked.</summary>
    private static async Task ShowAsync(TestView view, string html)
    {
        await view.ShowAsync(html);
        await view.Web.CallDevToolsProtocolMethodAsync(
            "Runtime.evaluate", """{"expression":"new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))","awaitPromise":true}""");
    }

    private static async Task AssertToldAsync(TestView view, params string[] expected)
    {
        List<string> told = [];
        foreach (string message in await view.NextMessagesAsync(expected.Length))
        {
            told.Add(message.Trim('"'));
        }

        Assert.Equal(expected, told);
    }
}
