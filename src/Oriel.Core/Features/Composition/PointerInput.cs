using System;
using System.Collections.Generic;
using System.Drawing;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Errors;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Composition;

/// <summary>Fingers and pens of a view that is shown by the app itself, put into the browser's words.</summary>
internal sealed class PointerInput(View view)
{
    // POINTER_INPUT_KIND.
    private const uint Touch = 2;
    private const uint Pen = 3;

    // POINTER_FLAGS, TOUCH_MASK, PEN_MASK and PEN_FLAGS.
    private const uint Canceled = 0x8000;
    private const uint TouchArea = 1;
    private const uint TouchOrientation = 2;
    private const uint TouchPressure = 4;
    private const uint PenPressure = 1;
    private const uint PenRotation = 2;
    private const uint PenTiltX = 4;
    private const uint PenTiltY = 8;
    private const uint Barrel = 1;

    private const double FullPressure = 1024;

    private readonly Dictionary<uint, Input.TouchPoint> _fingers = [];

    /// <summary>What the pen presses; null while it hovers.</summary>
    private string? _penButton;

    internal void Send(CoreWebView2PointerEventKind kind, CoreWebView2PointerInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        if (!Enum.IsDefined(kind))
        {
            throw OfficialErrors.InvalidArgument($"{(int)kind} is no kind of pointer event. Use one of CoreWebView2PointerEventKind.", "eventKind");
        }

        switch (info.PointerKind)
        {
            case Touch:
                SendTouch(kind, info);
                break;
            case Pen:
                SendPen(kind, info);
                break;
            default:
                throw OfficialErrors.InvalidArgument($"PointerKind is {info.PointerKind}. Give 2 (PT_TOUCH) or 3 (PT_PEN); for a mouse call SendMouseInput.", "pointerInfo");
        }
    }

    private void SendTouch(CoreWebView2PointerEventKind kind, CoreWebView2PointerInfo info)
    {
        switch (kind)
        {
            case CoreWebView2PointerEventKind.Down:
                _fingers[info.PointerId] = Finger(info);
                Post(Input.DispatchTouchEventType.TouchStart, [.. _fingers.Values]);
                break;
            case CoreWebView2PointerEventKind.Update when _fingers.ContainsKey(info.PointerId):
                _fingers[info.PointerId] = Finger(info);
                Post(Input.DispatchTouchEventType.TouchMove, [.. _fingers.Values]);
                break;
            case CoreWebView2PointerEventKind.Up or CoreWebView2PointerEventKind.Leave when _fingers.Remove(info.PointerId, out Input.TouchPoint? lifted):
                // The browser takes an empty list for all fingers, and cancels all or none.
                bool isCanceled = _fingers.Count == 0 && Has(info.PointerFlags, Canceled);
                Post(isCanceled ? Input.DispatchTouchEventType.TouchCancel : Input.DispatchTouchEventType.TouchEnd, _fingers.Count == 0 ? [] : [lifted]);
                break;
        }
    }

    private static Input.TouchPoint Finger(CoreWebView2PointerInfo info) => new(info.PixelLocation.X, info.PixelLocation.Y)
    {
        Id = info.PointerId,
        RadiusX = Has(info.TouchMask, TouchArea) ? info.TouchContact.Width / 2.0 : null,
        RadiusY = Has(info.TouchMask, TouchArea) ? info.TouchContact.Height / 2.0 : null,
        RotationAngle = Has(info.TouchMask, TouchOrientation) ? info.TouchOrientation : null,
        Force = Has(info.TouchMask, TouchPressure) ? Math.Min(info.TouchPressure / FullPressure, 1) : null,
    };

    private void SendPen(CoreWebView2PointerEventKind kind, CoreWebView2PointerInfo info)
    {
        switch (kind)
        {
            case CoreWebView2PointerEventKind.Down:
                _penButton = Has(info.PenFlags, Barrel) ? Input.MouseButton.Right : Input.MouseButton.Left;
                Post(Input.DispatchMouseEventType.MousePressed, info, info.PixelLocation, _penButton, clickCount: 1);
                break;
            case CoreWebView2PointerEventKind.Up when _penButton is { } pressed:
                _penButton = null;
                Post(Input.DispatchMouseEventType.MouseReleased, info, info.PixelLocation, pressed, clickCount: 1);
                break;
            case CoreWebView2PointerEventKind.Update or CoreWebView2PointerEventKind.Enter:
                Post(Input.DispatchMouseEventType.MouseMoved, info, info.PixelLocation, _penButton ?? Input.MouseButton.None, clickCount: 0);
                break;
            case CoreWebView2PointerEventKind.Leave:
                Post(Input.DispatchMouseEventType.MouseMoved, info, new Point(-1, -1), Input.MouseButton.None, clickCount: 0);
                break;
        }
    }

    private static bool Has(uint bits, uint bit) => (bits & bit) != 0;

    private void Post(string type, IReadOnlyList<Input.TouchPoint> fingers) => view.Page.Post(new Input.DispatchTouchEventCommand(type, fingers));

    private void Post(string type, CoreWebView2PointerInfo info, Point point, string button, int clickCount) =>
        view.Page.Post(new Input.DispatchMouseEventCommand(type, point.X, point.Y)
        {
            PointerType = Input.DispatchMouseEventPointerType.Pen,
            Button = button,
            Buttons = _penButton switch { null => 0, Input.MouseButton.Right => 2, _ => 1 },
            ClickCount = clickCount,
            Force = _penButton is null ? 0 : Has(info.PenMask, PenPressure) ? Math.Min(info.PenPressure / FullPressure, 1) : 0.5,
            TiltX = Has(info.PenMask, PenTiltX) ? info.PenTiltX : null,
            TiltY = Has(info.PenMask, PenTiltY) ? info.PenTiltY : null,
            Twist = Has(info.PenMask, PenRotation) ? (int)info.PenRotation : null,
        });
}
