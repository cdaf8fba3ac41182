using System;
using System.Drawing;
using System.Runtime.CompilerServices;
using Oriel.Core.Features.Composition;
using Oriel.Core.Features.Views;

namespace Microsoft.Web.WebView2.Core;

/// <summary>The owner of a WebView that the app shows itself: it gets the view's pictures, and gives it the mouse, fingers, pens and, with <see cref="Oriel.Composition.CompositionHost"/>, the keyboard.</summary>
/// <remarks><inheritdoc cref="CoreWebView2Controller" path="/remarks/node()"/></remarks>
public partial class CoreWebView2CompositionController : CoreWebView2Controller
{
    internal CoreWebView2CompositionController(View view)
        : base(view)
    {
    }

    /// <summary>
    /// Where the view's pictures go: an <see cref="Oriel.Composition.IFrameTarget"/>, or null, as at first, for nowhere; the browser takes no pictures then. A target that is set gets a picture of
    /// all of the view, and is not called any more as soon as another is set.
    /// </summary>
    /// <exception cref="ArgumentException">Set to anything else.</exception>
    public object? RootVisualTarget
    {
        get => Use().Composition.Target;
        set => Use().Composition.Target = CompositionFeature.ReadTarget(value);
    }

    /// <summary>The mouse moved, or something on it did.</summary>
    /// <param name="eventKind">What.</param>
    /// <param name="virtualKeys">What is held, after it.</param>
    /// <param name="mouseData">
    /// Of a wheel: how far, 120 for one notch; a positive number, read as signed, is forward, away from the user, or to the right. Of a side button: 1 or 2. Otherwise 0.
    /// </param>
    /// <param name="point">Where in the view, in pixels.</param>
    /// <exception cref="ArgumentException">There is no such kind, or no such side button.</exception>
    public void SendMouseInput(CoreWebView2MouseEventKind eventKind, CoreWebView2MouseEventVirtualKeys virtualKeys, uint mouseData, Point point) =>
        Use().Mouse.Send(eventKind, virtualKeys, mouseData, point);

    /// <summary>A finger or a pen does something.</summary>
    /// <param name="eventKind">What.</param>
    /// <param name="pointerInfo">The rest, made by <see cref="CoreWebView2Environment.CreateCoreWebView2PointerInfo"/>.</param>
    /// <exception cref="ArgumentException">There is no such kind, or <see cref="CoreWebView2PointerInfo.PointerKind"/> is neither touch nor pen.</exception>
    public void SendPointerInput(CoreWebView2PointerEventKind eventKind, CoreWebView2PointerInfo pointerInfo) => Use().Pointer.Send(eventKind, pointerInfo);

    /// <summary>What was dragged into the view (<see cref="Oriel.Composition.CompositionHost.DragEnter"/>) has left it. Does nothing if nothing was.</summary>
    public void DragLeave() => Use().Drag.Leave();

    private View Use([CallerMemberName] string member = "") => View.Enter(nameof(CoreWebView2CompositionController), member);
}
