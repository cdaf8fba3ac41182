using System;
using System.Drawing;
using System.Threading.Tasks;
using Oriel.Client.Errors;
using Oriel.Client.Sessions;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Views;
using Oriel.Hosting.Displays;
using Oriel.Hosting.Embedding;

namespace Oriel.Core.Features.Window;

/// <summary>A place in a window of the app, on its X display. It is there before the view is, so that a parent that does not exist is refused before a browser is started.</summary>
internal sealed class ParentedSurface : IViewSurface, IEmbeddedWindowOwner
{
    private readonly TaskCompletionSource<bool> _parentDestroyed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly EmbeddedWindow _window;
    private volatile View? _view;

    private ParentedSurface(string display, IntPtr parent, Rectangle bounds)
    {
        Display = display;
        _window = new EmbeddedWindow(display, ToWindow(parent), bounds, this);
    }

    /// <summary>As in DISPLAY.</summary>
    internal string Display { get; }

    /// <summary>Complete when the parent was destroyed.</summary>
    internal Task<bool> ParentDestroyed => _parentDestroyed.Task;

    /// <exception cref="System.Runtime.InteropServices.COMException">0x80070578: there is no such window. 0x80004005: the display cannot be used.</exception>
    internal static ParentedSurface Create(IntPtr parent, Rectangle bounds)
    {
        string display = Environment.GetEnvironmentVariable("DISPLAY") is { Length: > 0 } name
            ? name
            : throw OfficialErrors.FromHResult(
                HResults.InvalidWindowHandle,
                $"The parent window 0x{parent:x} can only be a window of an X display, and this process has none: DISPLAY is not set. Give new IntPtr(-3) (HWND_MESSAGE) for a view without a visible window.");
        return Translate(() => new ParentedSurface(display, parent, bounds));
    }

    public void Attach(CdpSession page)
    {
        // Its window is announced by the broker.
    }

    public void Place(Rectangle bounds) => _window.Place(bounds);

    public void Show(bool isVisible) => _window.Show(isVisible);

    public void Close() => _window.Close();

    /// <summary>Shows the view's page.</summary>
    internal void Begin(View view, GuestWindow guest)
    {
        _view = view;
        _window.Attach(guest);
    }

    internal void NotifyMoved() => _window.NotifyMoved();

    /// <summary>Gives the page the keyboard.</summary>
    internal void Focus() => _window.Focus();

    internal void MoveTo(IntPtr parent) => Translate(() =>
    {
        _window.MoveTo(ToWindow(parent));
        return true;
    });

    void IEmbeddedWindowOwner.OnParentDestroyed()
    {
        _parentDestroyed.TrySetResult(true);
        if (_view is { } view)
        {
            view.Dispatcher.Post(new ViewCallback(view, view.OnParentDestroyed));
        }
    }

    void IEmbeddedWindowOwner.OnFocusChanged(bool hasFocus)
    {
        if (_view is { } view)
        {
            view.Dispatcher.Post(new ViewCallback(view, () => view.Focus.OnChanged(hasFocus)));
        }
    }

    void IEmbeddedWindowOwner.OnFullScreenLeft()
    {
        if (_view is { } view)
        {
            view.Dispatcher.Post(new ViewCallback(view, view.Wishes.LeaveFullScreen));
        }
    }

    private static uint ToWindow(IntPtr parent) => parent is > 0 and <= int.MaxValue
        ? (uint)parent
        : throw OfficialErrors.FromHResult(HResults.InvalidWindowHandle, $"{parent} is no X11 window id. Give one, or new IntPtr(-3) (HWND_MESSAGE) for a view without a visible window.");

    private static T Translate<T>(Func<T> use)
    {
        try
        {
            return use();
        }
        catch (XWindowException noWindow)
        {
            throw OfficialErrors.FromHResult(HResults.InvalidWindowHandle, $"The parent window cannot be used: {noWindow.Message}", noWindow);
        }
        catch (DisplayException noDisplay)
        {
            throw OfficialErrors.FromHResult(HResults.Fail, $"The parent window cannot be used: {noDisplay.Message}", noDisplay);
        }
    }
}
