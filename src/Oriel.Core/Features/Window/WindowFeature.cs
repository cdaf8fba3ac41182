using System;
using System.Drawing;
using Oriel.Client.Errors;
using Oriel.Client.Sessions;
using Oriel.Core.Features.Environments;
using Oriel.Core.Features.Views;
using Oriel.Hosting.Displays;
using Oriel.Hosting.Embedding;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Window;

/// <summary>Where a view is, how large, and whether it is seen; on which surface, its parent decides.</summary>
internal sealed class WindowFeature(View view) : Feature(view)
{
    /// <summary>HWND_MESSAGE.</summary>
    internal static readonly IntPtr NoWindow = new(-3);

    private IViewSurface _surface = new UnseenSurface(view, Rectangle.Empty);
    private GuestWindow? _guest;
    private string _display = "";
    private IntPtr _parent;
    private Rectangle _bounds;
    private bool _isVisible = true;

    /// <summary>The place in the app's window; null if the view is in none.</summary>
    internal ParentedSurface? Parented => _surface as ParentedSurface;

    internal IntPtr Parent
    {
        get => _parent;
        set
        {
            if (value == _parent)
            {
                return;
            }

            CheckParent(value);
            if (View.IsComposed)
            {
                // It is the app's own business where it shows the view.
            }
            else if (value == NoWindow)
            {
                UseUnseen();
            }
            else if (_surface is ParentedSurface here)
            {
                here.MoveTo(value);
            }
            else
            {
                UseParent(value);
            }

            _parent = value;
        }
    }

    internal Rectangle Bounds
    {
        get => _bounds;
        set
        {
            if (value.Width < 0 || value.Height < 0)
            {
                throw new ArgumentException($"Bounds {value} have a negative size. Width and height are at least 0.", nameof(value));
            }

            if (value != _bounds)
            {
                _bounds = value;
                _surface.Place(value);
                View.Composition.OnPlaced();
            }
        }
    }

    internal bool IsVisible
    {
        get => _isVisible;
        set
        {
            if (value != _isVisible)
            {
                _isVisible = value;
                _surface.Show(value);
            }
        }
    }

    internal void OpenDevTools()
    {
        if (_guest is null)
        {
            throw OfficialErrors.FromHResult(
                HResults.InvalidState, "The browser of the user data folder was started for views without a window, so there is no display to show the DevTools on. Create a view with a parent window first.");
        }

        View.Dispatcher.Observe(View.Link.Connection.SendAsync<BrokerDomain.OpenDevToolsCommand, EmptyResult>(
            View.Link.Connection.BrowserSession, new BrokerDomain.OpenDevToolsCommand(View.Identity.ViewId), View.Dispatcher));
    }

    internal override void Attach(CdpSession session, bool isPage)
    {
        if (isPage)
        {
            _surface.Attach(session);
        }
    }

    internal override void Close()
    {
        _surface.Close();
    }

    /// <exception cref="ArgumentException">It is 0.</exception>
    internal static void CheckParent(IntPtr parent)
    {
        if (parent == IntPtr.Zero)
        {
            throw OfficialErrors.InvalidArgument(
                "The parent window is 0, which is no window. Give an X11 window id, or new IntPtr(-3) (HWND_MESSAGE) for a view without a visible window.", "ParentWindow");
        }
    }

    /// <summary>What the browser was asked to make the window, before the app has said anything.</summary>
    /// <exception cref="System.Runtime.InteropServices.COMException">The view is to have a window, and the browser made none.</exception>
    internal void Begin(ViewRequest request, BrokerDomain.Window? window)
    {
        _bounds = request.Bounds;
        _parent = request.Parent;
        Remember(window);
        if (request.Surface is { } parented)
        {
            _surface = parented;
            parented.Begin(View, _guest ?? throw NoDisplay());
        }
        else
        {
            _surface = new UnseenSurface(View, request.Bounds);
        }
    }

    /// <summary>The page that the view shows now is in another window of the browser.</summary>
    internal void OnWindowChanged(BrokerDomain.Window window)
    {
        Remember(window);
        Parented?.Begin(View, _guest!);
    }

    private void UseUnseen()
    {
        _surface.Close();
        UnseenSurface surface = new(View, Rectangle.Empty);
        _surface = surface;
        surface.Attach(View.Page);
        surface.Place(_bounds);
        surface.Show(_isVisible);
    }

    private void UseParent(IntPtr parent)
    {
        if (_guest is null)
        {
            throw NoDisplay();
        }

        ParentedSurface surface = ParentedSurface.Create(parent, _bounds);
        if (!DisplayName.AreSame(surface.Display, _display))
        {
            surface.Close();
            throw OfficialErrors.FromHResult(
                HResults.InvalidState, $"The browser has its windows on the display '{_display}', and this process's DISPLAY is '{surface.Display}'; a browser has one display. Use another user data folder on the other display.");
        }

        _surface.Close();
        _surface = surface;
        surface.Show(_isVisible);
        surface.Begin(View, _guest);
    }

    private void Remember(BrokerDomain.Window? window)
    {
        if (window is not null)
        {
            _guest = new GuestWindow(unchecked((uint)window.Id), unchecked((uint)window.Shelter), window.FrameWidth, window.FrameHeight);
            _display = window.Display;
        }
    }

    private static Exception NoDisplay() => OfficialErrors.FromHResult(
        HResults.InvalidState,
        "The browser of the user data folder was started for views without a window, so it cannot show one. Create a view with a parent window before those without, close all views first, or use another user data folder.");
}
