using System;
using System.Drawing;
using Oriel.Hosting.Displays;

namespace Oriel.Hosting.Embedding;

/// <summary>
/// The place of a view in the app's window: a window of ours inside the parent, and in it the browser's. Whatever ends this process ends ours and what is in it; the browser's is in nobody's save-set, so it is never left on
/// the screen.
/// </summary>
/// <remarks>The page fills our window: what the browser draws around a page lies outside of it and is cut off. Used by one thread.</remarks>
internal sealed class EmbeddedWindow
{
    // Of a change of focus: that it is about another window than the one that has or had it.
    private const byte Inferior = 2;
    private const byte Virtual = 1;
    private const byte NonlinearVirtual = 4;
    private const byte Pointer = 5;

    // And that a grab causes it, which passes.
    private const byte Grab = 1;
    private const byte Ungrab = 2;

    private readonly HostDisplay _display;
    private readonly IEmbeddedWindowOwner _owner;
    private readonly uint _container;
    private readonly KeyRelay _keys;
    private GuestWindow? _guest;

    /// <summary>Where the browser's window has to be; read by the display's thread.</summary>
    private volatile Placement? _wanted;
    private Rectangle _place;
    private bool _isVisible = true;
    private bool _isMapped;

    /// <summary>An element of the page fills the screen, as far as the browser knows: it draws nothing around the page then.</summary>
    private volatile bool _isFull;
    private bool _isClosed;

    /// <param name="display">The name of the parent's display.</param>
    /// <param name="parent">The app's window.</param>
    /// <param name="place">In it.</param>
    /// <param name="owner">Told what happens.</param>
    /// <exception cref="DisplayException">The display cannot be used.</exception>
    /// <exception cref="XWindowException">There is no such parent.</exception>
    public EmbeddedWindow(string display, uint parent, Rectangle place, IEmbeddedWindowOwner owner)
    {
        _owner = owner;
        _place = place;
        _display = HostDisplay.Acquire(display);
        try
        {
            _container = Connection.CreateWindow(parent, ToX(place), XEventMask.StructureNotify);
        }
        catch
        {
            _display.Release();
            throw;
        }

        _keys = new KeyRelay(Connection, _container);
        _display.Listen(_container, OnContainerEvent);
    }

    private XConnection Connection => _display.Connection;

    /// <summary>Shows this window of the browser. The one that was shown before goes back to where it came from.</summary>
    public void Attach(GuestWindow guest)
    {
        if (_isClosed)
        {
            // The parent was destroyed while the view was made.
            return;
        }

        Return();
        _guest = guest;
        _isFull = false;
        _display.Listen(guest.Id, OnGuestEvent);
        Connection.SelectEvents(guest.Id, XEventMask.FocusChange | XEventMask.StructureNotify | XEventMask.PropertyChange);
        XRectangle place = new Placement(guest, _place).Window(_isFull);
        Connection.Reparent(guest.Id, _container, place.X, place.Y);
        Put(guest);
        WindowStates.SetHidden(Connection, guest.Id, !_isVisible);
        Connection.Map(guest.Id);
        _keys.Begin();
        Apply();
    }

    /// <summary>Gives the page the keyboard, which has it on return. Nothing happens while its window cannot be seen.</summary>
    public void Focus()
    {
        if (_guest is { } guest)
        {
            Connection.Focus(guest.Id);

            // An app that gives it to another of its windows next, on a connection of its own, has the last word.
            _ = Connection.FindFocus();
        }
    }

    public void Place(Rectangle place)
    {
        _place = place;
        Connection.Configure(_container, ToX(place));
        if (_guest is { } guest)
        {
            Put(guest);
        }

        Apply();
    }

    public void Show(bool isVisible)
    {
        _isVisible = isVisible;
        if (_guest is { } guest)
        {
            WindowStates.SetHidden(Connection, guest.Id, !isVisible);
        }

        Apply();
    }

    /// <summary>Moves the view to another window of the app on the same display.</summary>
    /// <exception cref="XWindowException">There is no such parent; the view stays where it is.</exception>
    public void MoveTo(uint parent)
    {
        Connection.ReparentChecked(_container, parent, _place.X, _place.Y);
        NotifyMoved();
    }

    /// <summary>Tells the browser where its window is on the screen, as a window manager does after a move.</summary>
    public void NotifyMoved()
    {
        if (_guest is { } guest && Connection.FindOnScreen(guest.Id) is { } corner)
        {
            XRectangle place = new Placement(guest, _place).Window(_isFull);
            Span<byte> notice = stackalloc byte[32];
            notice[0] = (byte)XEventType.ConfigureNotify;
            _ = BitConverter.TryWriteBytes(notice[4..], guest.Id);
            _ = BitConverter.TryWriteBytes(notice[8..], guest.Id);
            _ = BitConverter.TryWriteBytes(notice[16..], corner.X);
            _ = BitConverter.TryWriteBytes(notice[18..], corner.Y);
            _ = BitConverter.TryWriteBytes(notice[20..], place.Width);
            _ = BitConverter.TryWriteBytes(notice[22..], place.Height);
            Connection.Send(guest.Id, XEventMask.StructureNotify, notice);
            Connection.Flush();
        }
    }

    /// <summary>Ends it at once. The browser's window is where it came from, for the browser to close.</summary>
    public void Close()
    {
        if (!_isClosed)
        {
            _isClosed = true;
            Connection.Unmap(_container);
            Return();
            _display.Unlisten(_container);
            Connection.Destroy(_container);
            Connection.Flush();
            _display.Release();
        }
    }

    private static XRectangle ToX(Rectangle place) => new(place.X, place.Y, place.Width, place.Height);

    private void Put(GuestWindow guest)
    {
        Placement wanted = new(guest, _place);
        _wanted = wanted;
        Connection.Configure(guest.Id, wanted.Window(_isFull));
    }

    private void Return()
    {
        if (_guest is { } guest)
        {
            _wanted = null;
            _display.Unlisten(guest.Id);
            Connection.SelectEvents(guest.Id, 0);
            Connection.Reparent(guest.Id, guest.Shelter, 0, 0);
            _guest = null;
        }
    }

    /// <summary>A window has at least one pixel: a view without any is not shown.</summary>
    private void Apply()
    {
        bool isMapped = _isVisible && _guest is not null && _place is { Width: > 0, Height: > 0 };
        if (isMapped && !_isMapped)
        {
            Connection.Map(_container);
        }
        else if (!isMapped && _isMapped)
        {
            Connection.Unmap(_container);
        }

        _isMapped = isMapped;
        Connection.Flush();
    }

    private void OnContainerEvent(XEvent e)
    {
        if (e.Type == XEventType.DestroyNotify)
        {
            _owner.OnParentDestroyed();
        }
        else if (e.Type is XEventType.KeyPress or XEventType.KeyRelease && _wanted is { } wanted)
        {
            _keys.Pass(e, wanted.Guest.Id);
        }
    }

    private void OnGuestEvent(XEvent e)
    {
        if (e is { Type: XEventType.ConfigureNotify, IsSynthetic: false } && _wanted is { } wanted && wanted.Guest.Id == e.Window && wanted.Window(_isFull) != new XRectangle(e.X, e.Y, e.Width, e.Height))
        {
            // The browser, or its page, has moved it. It stays where the app wants it, as every window does whose manager says so.
            Connection.Configure(e.Window, wanted.Window(_isFull));
            Connection.Flush();
        }

        if (e.Type == XEventType.PropertyNotify && e.Property == Connection.Atom("_NET_WM_STATE"))
        {
            OnState(e.Window);
        }

        if (e.Type is XEventType.FocusIn or XEventType.FocusOut && e.Mode is not (Grab or Ungrab) && e.Detail is not (Inferior or Virtual or NonlinearVirtual or Pointer))
        {
            bool hasFocus = e.Type == XEventType.FocusIn;
            if (hasFocus)
            {
                _keys.End();
            }
            else
            {
                _keys.Begin();
            }

            // What is typed once the app knows goes where it belongs.
            _ = Connection.FindFocus();
            _owner.OnFocusChanged(hasFocus);
        }
    }

    private void OnState(uint window)
    {
        bool isFull = Connection.HasAtom(window, Connection.Atom("_NET_WM_STATE"), Connection.Atom("_NET_WM_STATE_FULLSCREEN"));
        if (isFull != _isFull && _wanted is { } wanted && wanted.Guest.Id == window)
        {
            _isFull = isFull;
            Connection.Configure(window, wanted.Window(isFull));
            Connection.Flush();
            if (!isFull)
            {
                _owner.OnFullScreenLeft();
            }
        }
    }

    /// <param name="Guest">The browser's window.</param>
    /// <param name="Place">Of the view in the app's.</param>
    private sealed record Placement(GuestWindow Guest, Rectangle Place)
    {
        /// <summary>Where the browser's window is in ours, so that its page fills ours.</summary>
        public XRectangle Window(bool isFull)
        {
            int frameWidth = isFull ? 0 : Guest.FrameWidth;
            int frameHeight = isFull ? 0 : Guest.FrameHeight;
            int side = frameWidth / 2;
            return new XRectangle(-side, side - frameHeight, (long)Math.Max(Place.Width, 1) + frameWidth, (long)Math.Max(Place.Height, 1) + frameHeight);
        }
    }
}
