using System;
using System.Collections.Generic;
using System.Linq;
using Oriel.Broker.Routing;
using Oriel.Hosting.Displays;
using Oriel.Hosting.Keys;
using Oriel.Ipc.Loop;
using Oriel.Protocol.Cdp;

namespace Oriel.Broker.Windows;

/// <summary>
/// Takes from the browser the keys that it would act upon itself, of views in windows, and asks the app of a view what is to become of a key, if it wants to be asked. Then every key of the view comes here
/// first, and what the app does not keep is sent on to the page in the order it came. Nothing else on the display waits meanwhile; an app that is busy, or stopped in a debugger, loses its say after a moment.
/// </summary>
internal sealed class KeyWatch
{
    /// <summary>How long an app may think about a key.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(300);

    private static readonly KeyModifiers[] s_locks = [0, KeyModifiers.CapsLock, KeyModifiers.NumLock, KeyModifiers.CapsLock | KeyModifiers.NumLock];

    private readonly EventLoop _loop;
    private readonly Dictionary<uint, Watched> _windows = [];
    private XConnection? _display;
    private uint[] _symbols = [];
    private int _lastNumber;

    public KeyWatch(EventLoop loop)
    {
        _loop = loop;
    }

    /// <summary>There is a browser with a display.</summary>
    public void Begin(XConnection display)
    {
        _display = display;
        _symbols = display.ReadKeyMap();
    }

    public void End()
    {
        foreach (Watched watched in _windows.Values)
        {
            watched.Asked?.Deadline.Dispose();
        }

        _windows.Clear();
        _display = null;
    }

    /// <summary>A view's page is in this window from now on.</summary>
    public void Add(View view, uint window)
    {
        if (_display is not null)
        {
            Watched watched = new() { View = view, Window = window };
            _windows[window] = watched;
            Grab(watched);
        }
    }

    /// <summary>The window is gone, or no view's any more.</summary>
    public void Remove(uint window)
    {
        if (_windows.Remove(window, out Watched? watched))
        {
            LetGo(watched, toPage: true);
            _display?.UngrabKeys(window);
            _display?.Flush();
        }
    }

    /// <summary>Which keys the view's app wants to be asked about.</summary>
    public void Set(View view)
    {
        foreach (Watched watched in _windows.Values.Where(watched => watched.View == view))
        {
            LetGo(watched, toPage: true);
            Grab(watched);
        }
    }

    /// <summary>The keyboard has another layout.</summary>
    public void OnMappingChanged()
    {
        if (_display is not null)
        {
            _symbols = _display.ReadKeyMap();
            foreach (Watched watched in _windows.Values)
            {
                Grab(watched);
            }
        }
    }

    public void OnKey(in XEvent e)
    {
        if (_windows.TryGetValue(e.Window, out Watched? watched))
        {
            watched.Waiting.Enqueue(e);
            Serve(watched);
            _display!.Flush();
        }
    }

    /// <summary>The app has decided; too late is as good as not at all.</summary>
    public void Answer(View view, int number, bool toPage)
    {
        foreach (Watched watched in _windows.Values.Where(watched => watched.View == view))
        {
            if (watched.Asked?.Number == number)
            {
                LetGo(watched, toPage);
            }
            else if (watched.Late == number)
            {
                watched.Late = null;
            }
        }
    }

    private static bool IsTaken(View view, int key, KeyModifiers held) =>
        BrowserKeys.Foreign.Contains((key, held)) || (view.TakesPageKeys && BrowserKeys.OfThePage.Contains((key, held)));

    private void Serve(Watched watched)
    {
        while (watched.Asked is null && watched.Waiting.TryDequeue(out XEvent e))
        {
            KeyModifiers held = BrowserKeys.Significant(e.State);
            int key = VirtualKeys.Of(e.Detail, _symbols[e.Detail]);
            bool isPress = e.Type == XEventType.KeyPress;
            bool isAsked = watched.View.AsksForKeys && VirtualKeys.IsAccelerator(key, held);
            if (isPress ? IsTaken(watched.View, key, held) : watched.Taken.Contains(e.Detail))
            {
                // The browser never gets it; the app gives it to the page.
                _ = isPress ? watched.Taken.Add(e.Detail) : watched.Taken.Remove(e.Detail);
                Tell(watched, e, isHeld: false, isTaken: true);
            }
            else if (isPress && isAsked && watched.Late is null)
            {
                Ask(watched, e);
            }
            else
            {
                bool isKept = !isPress && watched.Kept.Remove(e.Detail);
                if (!isKept)
                {
                    Pass(e);
                }

                if (!isPress && (isAsked || isKept))
                {
                    Tell(watched, e, isHeld: false, isTaken: false);
                }
            }
        }
    }

    private void Ask(Watched watched, in XEvent e)
    {
        int number = ++_lastNumber;
        watched.Asked = new Question(number, e, _loop.Schedule(s_patience, () =>
        {
            watched.Late = number;
            LetGo(watched, toPage: true);
        }));
        Tell(watched, e, isHeld: true, isTaken: false, number);
    }

    private void LetGo(Watched watched, bool toPage)
    {
        if (watched.Asked is { } asked && _display is not null)
        {
            watched.Asked = null;
            asked.Deadline.Dispose();
            if (toPage)
            {
                Pass(asked.Key);
            }
            else
            {
                watched.Kept.Add(asked.Key.Detail);
            }

            Serve(watched);
            _display.Flush();
        }
    }

    /// <summary>To the page, as if it had come from the server.</summary>
    private void Pass(in XEvent e)
    {
        Span<byte> key = stackalloc byte[XEvent.Size];
        e.CopyTo(key);
        _display!.Send(e.Window, e.Type == XEventType.KeyPress ? XEventMask.KeyPress : XEventMask.KeyRelease, key);
    }

    private void Tell(Watched watched, in XEvent e, bool isHeld, bool isTaken, int number = 0) => watched.View.Owner.SendEvent(new BrokerDomain.AcceleratorKeyEvent(
        watched.View.ViewId, number, e.Detail, unchecked((int)_symbols[e.Detail]), e.State, e.Type == XEventType.KeyPress, unchecked((int)e.Time), isHeld, isTaken));

    private void Grab(Watched watched)
    {
        View view = watched.View;
        _display!.UngrabKeys(watched.Window);
        if (view.AsksForKeys)
        {
            _display.GrabKeys(watched.Window);
        }
        else
        {
            ILookup<int, KeyModifiers> taken = (view.TakesPageKeys ? BrowserKeys.Foreign.Concat(BrowserKeys.OfThePage) : BrowserKeys.Foreign).ToLookup(static key => key.Key, static key => key.Held);
            for (int keycode = 0; keycode < _symbols.Length; keycode++)
            {
                foreach (KeyModifiers held in taken[VirtualKeys.Of((byte)keycode, _symbols[keycode])])
                {
                    Array.ForEach(s_locks, locks => _display.GrabKey(watched.Window, (byte)keycode, (ushort)(held | locks)));
                }
            }
        }

        _display.Flush();
    }

    private sealed class Watched
    {
        public required View View { get; init; }

        public required uint Window { get; init; }

        public Question? Asked { get; set; }

        /// <summary>A question that was not answered in time, and still is not.</summary>
        public int? Late { get; set; }

        /// <summary>Keys that have come and are not decided.</summary>
        public Queue<XEvent> Waiting { get; } = [];

        /// <summary>Keys that are down and were taken from the browser.</summary>
        public HashSet<byte> Taken { get; } = [];

        /// <summary>Keys that are down and that the app has kept.</summary>
        public HashSet<byte> Kept { get; } = [];
    }

    private sealed record Question(int Number, XEvent Key, Deadline Deadline);
}
