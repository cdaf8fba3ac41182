using System;
using System.Collections.Generic;
using Oriel.Hosting.Displays;
using Oriel.Ipc;
using Oriel.Ipc.Loop;

namespace Oriel.Broker.Windows;

/// <summary>
/// Keeps every window of a browser on a display from ever being a window of the screen's own: it is taken as the server tells of its making, many milliseconds before the browser shows it, out of
/// the window manager's hands and into a hidden window, the shelter. Hosts take views' windows from there into theirs; what is shown on its own is released.
/// </summary>
/// <remarks>
/// Constraints: the display knows windows and not pages, the browser pages and not windows, and names and titles can be forged. Scheme: the server itself says which process made a window; and
/// a page's window is the one that moves when the browser is told to move that page's window to a place where nothing else goes. Nothing here waits for the display, whose server may be held up by others.
/// </remarks>
internal sealed class WindowHold : IReadyHandler, IDisposable
{
    /// <summary>The browser makes windows there which it never shows, to try its drawing on.</summary>
    private const short PlaceOfTrials = -10000;

    /// <summary>Far outside of every screen, where neither a page nor a user can move a window to.</summary>
    private const int FirstMark = -20000;
    private const int MarksInARow = 5000;

    private const uint IconicState = 3;

    /// <summary>Those above are turns of the wheel.</summary>
    private const int LastClickingButton = 3;

    /// <summary>The server's times are in milliseconds, and it may be one behind.</summary>
    private static readonly TimeSpan s_untilNextTime = TimeSpan.FromMilliseconds(2);

    private readonly EventLoop _loop;
    private readonly KeyWatch _keys;
    private readonly Queue<(uint Question, XEvent Created)> _asked = [];

    /// <summary>The browser's connections to the display: it has several.</summary>
    private readonly HashSet<uint> _clients = [];
    private readonly Dictionary<uint, HeldWindow> _windows = [];
    private readonly Dictionary<(int X, int Y), Action<HeldWindow, XRectangle>> _marks = [];
    private XConnection? _display;
    private FileDescriptor? _descriptor;
    private int _lastMark;

    public WindowHold(EventLoop loop, KeyWatch keys)
    {
        _keys = keys;
        _loop = loop;
    }

    /// <summary>Called when one has been caught, and when the browser shows one.</summary>
    public required Action Caught { get; init; }

    /// <summary>Called when one is gone: the browser has closed it, or the window it was in was destroyed.</summary>
    public required Action<uint> Gone { get; init; }

    /// <summary>Whether there is a browser with a display.</summary>
    public bool IsActive => _display is not null;

    public string Display => _display!.Display;

    /// <summary>The hidden window.</summary>
    public uint Shelter { get; private set; }

    /// <summary>The browser process, as soon as it is known.</summary>
    public int ProcessId { get; set; }

    /// <exception cref="DisplayException">The display cannot be reached.</exception>
    public void Begin(string display)
    {
        _display = XConnection.Open(display);
        _display.SelectEvents(_display.Root, XEventMask.SubstructureNotify);
        Shelter = _display.CreateWindow(_display.Root, new XRectangle(-100, -100, 1, 1), 0);
        _display.Flush();
        _keys.Begin(_display);
        _descriptor = new FileDescriptor(_display.Descriptor);
        _loop.Register(_descriptor, Readiness.Readable, this);
    }

    public void OnReady(Readiness readiness)
    {
        bool hasAnswers;
        do
        {
            // Whatever is read brings events and answers alike.
            hasAnswers = false;
            while (_display is not null && _display.TryPoll(out XEvent e))
            {
                OnEvent(e);
            }

            while (_display is not null && _asked.TryPeek(out (uint Question, XEvent Created) asked) && _display.TryReadProcess(asked.Question, out int processId))
            {
                _ = _asked.Dequeue();
                hasAnswers = true;
                if (processId == ProcessId)
                {
                    _clients.Add(asked.Created.Window & _display.ClientMask);
                    Catch(asked.Created);
                }
            }
        }
        while (hasAnswers);

        _display?.Flush();
        if (_display is { IsLost: true })
        {
            // The browser ends with its display, and is missed elsewhere.
            End();
        }
    }

    /// <summary>A place to have the browser move a window to, so that it is recognised.</summary>
    /// <param name="found">Gets the window and its size; called once, never from inside this call.</param>
    public (int X, int Y) Mark(Action<HeldWindow, XRectangle> found)
    {
        int number = _lastMark++ % (MarksInARow * MarksInARow);
        (int, int) mark = (FirstMark - (number % MarksInARow), FirstMark - (number / MarksInARow));
        _marks[mark] = found;
        return mark;
    }

    public void Forget((int X, int Y) mark) => _marks.Remove(mark);

    /// <summary>Shows it as a window of its own, which is the window manager's from then on.</summary>
    public void Release(HeldWindow window)
    {
        if (_display is not null && _windows.Remove(window.Id))
        {
            _display.Unmap(window.Id);
            _display.UngrabButtons(window.Id);
            _display.Claim(window.Id, overrideRedirect: false, events: 0);
            _display.Reparent(window.Id, _display.Root, window.Wished.X, window.Wished.Y);
            _display.Configure(window.Id, window.Wished);
            _display.Map(window.Id);
            _display.Flush();
        }
    }

    /// <summary>The browser is gone.</summary>
    public void End()
    {
        if (_display is not null)
        {
            _loop.Unregister(_descriptor!);

            // The connection closes it.
            _ = _descriptor!.Release();
            _keys.End();
            _display.Dispose();
            _display = null;
        }

        _asked.Clear();
        _windows.Clear();
        _marks.Clear();
        _clients.Clear();
        ProcessId = 0;
    }

    public void Dispose() => End();

    private void OnEvent(in XEvent e)
    {
        switch (e.Type)
        {
            case XEventType.CreateNotify when e.Window != Shelter:
                OnCreated(e);
                break;
            case XEventType.ConfigureNotify when !e.IsSynthetic && _windows.TryGetValue(e.Window, out HeldWindow? window):
                OnPlaced(window, new XRectangle(e.X, e.Y, e.Width, e.Height));
                break;
            case XEventType.ReparentNotify when _windows.TryGetValue(e.Window, out HeldWindow? window):
                window.IsSheltered = e.Parent == Shelter;
                break;
            case XEventType.MapNotify when _windows.TryGetValue(e.Window, out HeldWindow? window) && window.IsSheltered:
                // A page may come into its window only after that was made, and before it is shown.
                Caught();
                break;
            case XEventType.DestroyNotify when _windows.Remove(e.Window):
                _keys.Remove(e.Window);
                Gone(e.Window);
                break;
            case XEventType.KeyPress or XEventType.KeyRelease:
                _keys.OnKey(e);
                break;
            case XEventType.MappingNotify:
                _keys.OnMappingChanged();
                break;
            case XEventType.ButtonPress:
                OnPressed(e);
                break;
            case XEventType.ClientMessage when _windows.TryGetValue(e.Window, out HeldWindow? window):
                OnMessage(window, e);
                break;
        }
    }

    private void OnCreated(in XEvent e)
    {
        if (_clients.Contains(e.Window & _display!.ClientMask))
        {
            Catch(e);
        }
        else if (_display.AskProcess(e.Window) is { } question)
        {
            // Who is not the browser is asked after again: a client's number is given to another when it is gone.
            _asked.Enqueue((question, e));
        }
    }

    private void Catch(in XEvent created)
    {
        if (created.IsOverrideRedirect || created.X == PlaceOfTrials)
        {
            // A menu, or the list of a select: nothing a window manager would want.
            return;
        }

        HeldWindow window = new() { Id = created.Window, Wished = new XRectangle(created.X, created.Y, created.Width, created.Height) };
        _windows[window.Id] = window;
        _display!.Claim(window.Id, overrideRedirect: true, XEventMask.StructureNotify);
        _display.GrabButtons(window.Id);
        _display.Reparent(window.Id, Shelter, window.Wished.X, window.Wished.Y);
        _display.Flush();
        Caught();
    }

    private void OnPlaced(HeldWindow window, XRectangle place)
    {
        if (_marks.Remove((place.X, place.Y), out Action<HeldWindow, XRectangle>? found))
        {
            found(window, place);
        }
        else if (window.IsSheltered && place.X > FirstMark)
        {
            window.Wished = place;
        }
    }

    /// <summary>
    /// A window manager gives a window that is clicked into the keyboard. So do we for a host's, because every press waits meanwhile, on all of the display, for an answer: a host that is stopped in a debugger
    /// would stop the user's desktop.
    /// </summary>
    /// <remarks>
    /// The press is in the app's window too, to which a window manager may give the keyboard as of the press, and that app's toolkit may place it once more as of the press (ICCCM 4.1.7, WM_TAKE_FOCUS), after us. The
    /// server refuses what is as of a time before the last change; but all this may be in the same of its milliseconds. So the page gets it once more as of the next one, if nobody has had it since.
    /// </remarks>
    private void OnPressed(in XEvent e)
    {
        if (e.Detail <= LastClickingButton)
        {
            uint window = e.Window;
            uint next = unchecked(e.Time + 1);
            _display!.Focus(window);
            _ = _loop.Schedule(s_untilNextTime, () => FocusAgain(window, next));
        }

        _display!.Replay(e.Time);
        _display.Flush();
    }

    private void FocusAgain(uint window, uint time)
    {
        if (_windows.ContainsKey(window))
        {
            _display!.Focus(window, time);
            _display.Flush();
        }
    }

    /// <summary>A window manager minimises windows that ask for it; the sheltered ones have none but us.</summary>
    private void OnMessage(HeldWindow window, in XEvent e)
    {
        if (window.IsSheltered && e.FirstWord == IconicState && e.MessageType == _display!.Atom("WM_CHANGE_STATE"))
        {
            WindowStates.SetHidden(_display, window.Id, isHidden: true);
        }
        else if (e.MessageType == _display!.Atom("_NET_WM_STATE") && WindowStates.ReadFullScreen(_display, e) is { } isFull)
        {
            // The page gets what it asked for, in the place it has.
            WindowStates.SetFullScreen(_display, window.Id, isFull);
        }
    }
}
