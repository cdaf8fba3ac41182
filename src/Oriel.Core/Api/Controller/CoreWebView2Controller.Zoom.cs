using System;
using System.Drawing;
using Oriel.Core.Features.Views;
using Oriel.Core.Features.Zoom;

namespace Microsoft.Web.WebView2.Core;

/// <content>The size of the page.</content>
public partial class CoreWebView2Controller
{
    /// <summary>Raised when <see cref="ZoomFactor"/> has become another one than was set, because that was out of the range. The event has no arguments: they are null.</summary>
    public event EventHandler<object> ZoomFactorChanged
    {
        add => Use().Zoom.Changed += value;
        remove => UseAfterClose().Zoom.Changed -= value;
    }

    /// <summary>How much larger the page is than by itself: 1 at first, 0.25 to 5. It holds over navigations, and for this view alone.</summary>
    /// <exception cref="ArgumentException">Set to 0 or less.</exception>
    public double ZoomFactor
    {
        get => Use().Zoom.Factor;
        set => Use().Zoom.Set(value);
    }

    /// <summary>Sets <see cref="Bounds"/> and <see cref="ZoomFactor"/>, or neither.</summary>
    /// <param name="Bounds">In the parent window, in pixels.</param>
    /// <param name="ZoomFactor">As the property.</param>
    /// <exception cref="ArgumentException">A negative size, or a factor of 0 or less.</exception>
    public void SetBoundsAndZoomFactor(Rectangle Bounds, double ZoomFactor)
    {
        View view = Use();
        ZoomFeature.Check(ZoomFactor);
        view.Window.Bounds = Bounds;
        view.Zoom.Set(ZoomFactor);
    }
}
