using System.Drawing;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Errors;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Composition;

/// <summary>The mouse of a view that is shown by the app itself, put into the browser's words.</summary>
internal sealed class MouseInput(View view)
{
    /// <summary>What one notch of a wheel is on Windows, and how far a page is scrolled by it there and here.</summary>
    private const double WheelDelta = 120;
    private const double PixelsPerNotch = 100;

    private const uint FirstXButton = 1;
    private const uint SecondXButton = 2;

    /// <summary>Of the press that is under way, so that its release is part of the same click.</summary>
    private int _clicks = 1;

    internal void Send(CoreWebView2MouseEventKind kind, CoreWebView2MouseEventVirtualKeys keys, uint data, Point point)
    {
        switch (kind)
        {
            case CoreWebView2MouseEventKind.Move:
                Post(Input.DispatchMouseEventType.MouseMoved, keys, point, Held(keys));
                break;
            case CoreWebView2MouseEventKind.Leave:
                // The browser knows no leaving; a pointer that is outside has left.
                Post(Input.DispatchMouseEventType.MouseMoved, CoreWebView2MouseEventVirtualKeys.None, new Point(-1, -1), Input.MouseButton.None);
                break;
            case CoreWebView2MouseEventKind.Wheel:
                Scroll(keys, point, 0, -(int)data);
                break;
            case CoreWebView2MouseEventKind.HorizontalWheel:
                Scroll(keys, point, (int)data, 0);
                break;
            case CoreWebView2MouseEventKind.LeftButtonDown or CoreWebView2MouseEventKind.LeftButtonDoubleClick:
                Press(Input.MouseButton.Left, keys, point, kind == CoreWebView2MouseEventKind.LeftButtonDoubleClick);
                break;
            case CoreWebView2MouseEventKind.LeftButtonUp:
                Release(Input.MouseButton.Left, keys, point);
                break;
            case CoreWebView2MouseEventKind.MiddleButtonDown or CoreWebView2MouseEventKind.MiddleButtonDoubleClick:
                Press(Input.MouseButton.Middle, keys, point, kind == CoreWebView2MouseEventKind.MiddleButtonDoubleClick);
                break;
            case CoreWebView2MouseEventKind.MiddleButtonUp:
                Release(Input.MouseButton.Middle, keys, point);
                break;
            case CoreWebView2MouseEventKind.RightButtonDown or CoreWebView2MouseEventKind.RightButtonDoubleClick:
                Press(Input.MouseButton.Right, keys, point, kind == CoreWebView2MouseEventKind.RightButtonDoubleClick);
                break;
            case CoreWebView2MouseEventKind.RightButtonUp:
                Release(Input.MouseButton.Right, keys, point);
                break;
            case CoreWebView2MouseEventKind.XButtonDown or CoreWebView2MouseEventKind.XButtonDoubleClick:
                Press(XButton(data), keys, point, kind == CoreWebView2MouseEventKind.XButtonDoubleClick);
                break;
            case CoreWebView2MouseEventKind.XButtonUp:
                Release(XButton(data), keys, point);
                break;
            case CoreWebView2MouseEventKind.NonClientRightButtonDown or CoreWebView2MouseEventKind.NonClientRightButtonUp:
                // Opens the system menu of a window on Windows; there is none here.
                break;
            default:
                throw OfficialErrors.InvalidArgument($"{(int)kind} is no kind of mouse event. Use one of CoreWebView2MouseEventKind.", "eventKind");
        }
    }

    /// <summary>As the browser has it: Alt 1, Control 2, Meta 4, Shift 8.</summary>
    private static int Modifiers(CoreWebView2MouseEventVirtualKeys keys) =>
        (keys.HasFlag(CoreWebView2MouseEventVirtualKeys.Control) ? 2 : 0) | (keys.HasFlag(CoreWebView2MouseEventVirtualKeys.Shift) ? 8 : 0);

    /// <summary>As <c>MouseEvent.buttons</c>.</summary>
    private static int Buttons(CoreWebView2MouseEventVirtualKeys keys) =>
        (keys.HasFlag(CoreWebView2MouseEventVirtualKeys.LeftButton) ? 1 : 0)
        | (keys.HasFlag(CoreWebView2MouseEventVirtualKeys.RightButton) ? 2 : 0)
        | (keys.HasFlag(CoreWebView2MouseEventVirtualKeys.MiddleButton) ? 4 : 0)
        | (keys.HasFlag(CoreWebView2MouseEventVirtualKeys.XButton1) ? 8 : 0)
        | (keys.HasFlag(CoreWebView2MouseEventVirtualKeys.XButton2) ? 16 : 0);

    private static int Bit(string button) => button switch
    {
        Input.MouseButton.Left => 1,
        Input.MouseButton.Right => 2,
        Input.MouseButton.Middle => 4,
        Input.MouseButton.Back => 8,
        Input.MouseButton.Forward => 16,
        _ => 0,
    };

    private static string Held(CoreWebView2MouseEventVirtualKeys keys) =>
        keys.HasFlag(CoreWebView2MouseEventVirtualKeys.LeftButton) ? Input.MouseButton.Left
        : keys.HasFlag(CoreWebView2MouseEventVirtualKeys.RightButton) ? Input.MouseButton.Right
        : keys.HasFlag(CoreWebView2MouseEventVirtualKeys.MiddleButton) ? Input.MouseButton.Middle
        : Input.MouseButton.None;

    private static string XButton(uint data) => data switch
    {
        FirstXButton => Input.MouseButton.Back,
        SecondXButton => Input.MouseButton.Forward,
        _ => throw OfficialErrors.InvalidArgument($"{data} is no side button. Give 1 for the first, 2 for the second.", "mouseData"),
    };

    private void Press(string button, CoreWebView2MouseEventVirtualKeys keys, Point point, bool isDouble)
    {
        _clicks = isDouble ? 2 : 1;
        view.Page.Post(new Input.DispatchMouseEventCommand(Input.DispatchMouseEventType.MousePressed, point.X, point.Y)
        {
            Modifiers = Modifiers(keys),
            Button = button,
            Buttons = Buttons(keys) | Bit(button),
            ClickCount = _clicks,
        });
    }

    private void Release(string button, CoreWebView2MouseEventVirtualKeys keys, Point point) =>
        view.Page.Post(new Input.DispatchMouseEventCommand(Input.DispatchMouseEventType.MouseReleased, point.X, point.Y)
        {
            Modifiers = Modifiers(keys),
            Button = button,
            Buttons = Buttons(keys) & ~Bit(button),
            ClickCount = _clicks,
        });

    private void Scroll(CoreWebView2MouseEventVirtualKeys keys, Point point, int x, int y) =>
        view.Page.Post(new Input.DispatchMouseEventCommand(Input.DispatchMouseEventType.MouseWheel, point.X, point.Y)
        {
            Modifiers = Modifiers(keys),
            Buttons = Buttons(keys),
            DeltaX = x * PixelsPerNotch / WheelDelta,
            DeltaY = y * PixelsPerNotch / WheelDelta,
        });

    private void Post(string type, CoreWebView2MouseEventVirtualKeys keys, Point point, string button) =>
        view.Page.Post(new Input.DispatchMouseEventCommand(type, point.X, point.Y) { Modifiers = Modifiers(keys), Button = button, Buttons = Buttons(keys) });
}
