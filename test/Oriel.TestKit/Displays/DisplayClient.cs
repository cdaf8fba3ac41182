using System;
using System.Collections.Generic;
using System.Drawing;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Hosting.Displays;
using Oriel.Hosting.Interop;

namespace Oriel.TestKit.Displays;

/// <summary>Sees a display as its user does, and does there what its user does: looks at colours, counts windows, clicks and types. It makes an app's windows, too.</summary>
public sealed class DisplayClient : IDisposable
{
    private const uint AnyType = 0;

    private readonly Lock _lock = new();
    private readonly List<uint> _mapped = [];
    private readonly List<(uint Window, byte Key)> _keys = [];
    private readonly unsafe void* _connection;
    private readonly XConnection _names;
    private readonly uint _root;

    /// <summary>An id of this client's.</summary>
    private readonly uint _marker;
    private readonly byte _test;
    private readonly byte _damage;

    /// <param name="display">Whose variables lead to it.</param>
    public unsafe DisplayClient(TestDisplay display)
    {
        _names = XConnection.Open(display.Name);
        _connection = Xcb.xcb_connect(display.Name, null);
        _root = _names.Root;
        _marker = Xcb.xcb_generate_id(_connection);
        _test = Extension("XTEST");
        _damage = Extension("DAMAGE");
        uint events = XEventMask.SubstructureNotify | XEventMask.PropertyChange;
        _ = Xcb.xcb_change_window_attributes(_connection, _root, XAttribute.EventMask, &events);

        // Whatever is drawn on the display is told, so that a wait for a colour is a wait for an event.
        const uint RawRectangles = 0;
        Request(_damage, 0, 1, 1);
        Request(_damage, 1, Xcb.xcb_generate_id(_connection), _root, RawRectangles);
        _ = Xcb.xcb_flush(_connection);
    }

    /// <summary>Makes an app's window, filled with a colour; it is complete when the window manager has placed it.</summary>
    public async Task<uint> CreateWindowAsync(Rectangle place, Color color)
    {
        uint window = CreateWindow(place, color);
        await UntilAsync(() => IsViewable(window) && WindowList().Contains(window), $"the window 0x{window:x} is shown");
        return window;
    }

    /// <summary>Destroys a window of this client.</summary>
    public unsafe void DestroyWindow(uint window)
    {
        _ = Xcb.xcb_destroy_window(_connection, window);
        _ = Xcb.xcb_flush(_connection);
    }

    /// <summary>Moves a window of this client, as its app would.</summary>
    public async Task MoveAsync(uint window, int x, int y)
    {
        (int X, int Y) before = PlaceOf(window);
        Move(window, x, y);
        await UntilAsync(() => PlaceOf(window) != before, $"the window 0x{window:x} has moved");
    }

    /// <summary>Asks for another size of any client's window; of one that the window manager looks after it is asked, as its user's drag would.</summary>
    public unsafe void Resize(uint window, int width, int height)
    {
        const ushort WidthAndHeight = 4 | 8;
        uint* values = stackalloc uint[2] { (uint)width, (uint)height };
        _ = Xcb.xcb_configure_window(_connection, window, WidthAndHeight, values);
        _ = Xcb.xcb_flush(_connection);
    }

    /// <summary>Asks any client's window to close, as the cross on its frame does.</summary>
    public unsafe void AskToClose(uint window)
    {
        byte* message = stackalloc byte[32];
        new Span<byte>(message, 32).Clear();
        message[0] = (byte)XEventType.ClientMessage;
        message[1] = 32;
        *(uint*)(message + 4) = window;
        *(uint*)(message + 8) = _names.Atom("WM_PROTOCOLS");
        *(uint*)(message + 12) = _names.Atom("WM_DELETE_WINDOW");
        _ = Xcb.xcb_send_event(_connection, 0, window, 0, message);
        _ = Xcb.xcb_flush(_connection);
    }

    /// <summary>Where a window's upper left corner is on the screen.</summary>
    public (int X, int Y) PlaceOf(uint window) => _names.FindOnScreen(window) ?? throw new InvalidOperationException($"There is no window 0x{window:x}.");

    /// <summary>The colour at a place of the screen.</summary>
    public unsafe Color ColorAt(int x, int y)
    {
        const byte Pixels = 2;
        lock (_lock)
        {
            byte* reply = XcbTesting.xcb_get_image_reply(_connection, XcbTesting.xcb_get_image(_connection, Pixels, _root, (short)x, (short)y, 1, 1, uint.MaxValue), null);
            if (reply == null)
            {
                throw new InvalidOperationException($"There is no {x}, {y} on the screen.");
            }

            byte* pixel = reply + 32;
            Color color = Color.FromArgb(pixel[2], pixel[1], pixel[0]);
            Xcb.free(reply);
            return color;
        }
    }

    /// <summary>Waits until a place of the screen has a colour.</summary>
    public Task ColorAsync(int x, int y, Color color) => UntilAsync(() => ColorAt(x, y).ToArgb() == color.ToArgb(), () => $"{x}, {y} is {color}; it is {ColorAt(x, y)}");

    /// <summary>The windows that can be seen on the screen, those of the window manager's own included.</summary>
    public IReadOnlyList<uint> VisibleWindows() => [.. ChildrenOf(_root).Where(IsViewable)];

    /// <summary>The windows the window manager looks after, as a task bar shows them.</summary>
    public unsafe IReadOnlyList<uint> WindowList()
    {
        lock (_lock)
        {
            byte* reply = Xcb.xcb_get_property_reply(_connection, Xcb.xcb_get_property(_connection, 0, _root, _names.Atom("_NET_CLIENT_LIST"), AnyType, 0, 1024), null);
            uint[] windows = reply == null ? [] : new ReadOnlySpan<uint>(reply + 32, *(int*)(reply + 16)).ToArray();
            Xcb.free(reply);
            return windows;
        }
    }

    /// <summary>The windows inside another.</summary>
    public unsafe IReadOnlyList<uint> ChildrenOf(uint window)
    {
        lock (_lock)
        {
            byte* reply = XcbTesting.xcb_query_tree_reply(_connection, XcbTesting.xcb_query_tree(_connection, window), null);
            uint[] children = reply == null ? [] : new ReadOnlySpan<uint>(reply + 32, *(ushort*)(reply + 16)).ToArray();
            Xcb.free(reply);
            return children;
        }
    }

    /// <summary>How many windows there are on the display, shown or not. <see cref="UntilAsync(Func{bool}, string)"/> is told from then on of those that come and go inside of them.</summary>
    public int CountWindows() => CountWindows(_root);

    /// <summary>Whether a window and all it is in are mapped.</summary>
    public unsafe bool IsViewable(uint window)
    {
        const byte Viewable = 2;
        lock (_lock)
        {
            byte* reply = XcbTesting.xcb_get_window_attributes_reply(_connection, XcbTesting.xcb_get_window_attributes(_connection, window), null);
            bool isViewable = reply != null && reply[26] == Viewable;
            Xcb.free(reply);
            return isViewable;
        }
    }

    /// <summary>Which windows of the screen were shown, even for a moment, since this was asked last.</summary>
    public unsafe IReadOnlyList<uint> TakeShown()
    {
        lock (_lock)
        {
            // Whatever the server has said up to its answer.
            Xcb.free(Xcb.xcb_get_input_focus_reply(_connection, Xcb.xcb_get_input_focus(_connection), null));
            Drain();
            uint[] shown = [.. _mapped];
            _mapped.Clear();
            return shown;
        }
    }

    /// <summary>Which window has the keyboard.</summary>
    public unsafe uint FocusedWindow()
    {
        lock (_lock)
        {
            byte* reply = Xcb.xcb_get_input_focus_reply(_connection, Xcb.xcb_get_input_focus(_connection), null);
            uint window = *(uint*)(reply + 8);
            Xcb.free(reply);
            return window;
        }
    }

    /// <summary>Gives a window the keyboard.</summary>
    public void Focus(uint window)
    {
        _names.Focus(window);
        _names.Flush();
    }

    /// <summary>Clicks with the left button.</summary>
    public unsafe void Click(int x, int y)
    {
        const uint Motion = 6;
        const uint ButtonPress = 4;
        const uint ButtonRelease = 5;
        Input(Motion, x, y);
        Input(ButtonPress | (1 << 8), 0, 0);
        Input(ButtonRelease | (1 << 8), 0, 0);
        _ = Xcb.xcb_flush(_connection);
    }

    /// <summary>Moves the pointer.</summary>
    public unsafe void Point(int x, int y)
    {
        Input(6, x, y);
        _ = Xcb.xcb_flush(_connection);
    }

    /// <summary>Presses and releases a key, by its number on the keyboard: 9 is Escape, 23 Tab, 37 Control, 38 a, 50 Shift, 64 Alt.</summary>
    /// <param name="key">Which.</param>
    /// <param name="held">What is held down meanwhile.</param>
    public unsafe void Key(byte key, params byte[] held)
    {
        foreach (byte modifier in held)
        {
            Input(2u | ((uint)modifier << 8), 0, 0);
        }

        Input(2u | ((uint)key << 8), 0, 0);
        Input(3u | ((uint)key << 8), 0, 0);
        foreach (byte modifier in held)
        {
            Input(3u | ((uint)modifier << 8), 0, 0);
        }

        _ = Xcb.xcb_flush(_connection);
    }

    /// <summary>Which keys have been pressed in a window of this client since this was asked last.</summary>
    public IReadOnlyList<byte> TakeKeys(uint window)
    {
        lock (_lock)
        {
            _ = Drain();
            byte[] keys = [.. _keys.Where(press => press.Window == window).Select(static press => press.Key)];
            _keys.RemoveAll(press => press.Window == window);
            return keys;
        }
    }

    /// <summary>Waits until something holds that the display can be asked; it is asked again whenever the display tells something.</summary>
    public Task UntilAsync(Func<bool> condition, string what) => UntilAsync(condition, () => what);

    /// <inheritdoc/>
    public unsafe void Dispose()
    {
        Xcb.xcb_disconnect(_connection);
        _names.Dispose();
    }

    private unsafe Task UntilAsync(Func<bool> condition, Func<string> what) => Task.Run(() =>
    {
        // Before whoever waits for the whole test gives up, who does not know what for.
        TimeSpan limit = Deadline.Limit * 2 / 3;
        long end = Environment.TickCount64 + (long)limit.TotalMilliseconds;
        while (!condition())
        {
            long rest = end - Environment.TickCount64;
            XcbTesting.PollDescriptor descriptor = new() { Descriptor = Xcb.xcb_get_file_descriptor(_connection), Events = 1 };
            bool hasEvents;
            lock (_lock)
            {
                // What came with an answer is read already.
                hasEvents = Drain();
            }

            if (!hasEvents && (rest <= 0 || XcbTesting.poll(&descriptor, 1, (int)rest) == 0))
            {
                throw new TimeoutException($"It did not come to be within {limit.TotalSeconds:0} s that {what()}.");
            }
        }
    });

    private unsafe uint CreateWindow(Rectangle place, Color color)
    {
        uint window = Xcb.xcb_generate_id(_connection);
        uint* values = stackalloc uint[2] { (uint)(color.ToArgb() & 0xFFFFFF), XEventMask.StructureNotify | XEventMask.SubstructureNotify | XEventMask.KeyPress };
        _ = Xcb.xcb_create_window_checked(_connection, 0, window, _root, (short)place.X, (short)place.Y, (ushort)place.Width, (ushort)place.Height, 0, 1, 0, 2 | XAttribute.EventMask, values);

        // WM_NORMAL_HINTS: the user's position.
        Span<uint> hints = stackalloc uint[18];
        hints[0] = 1;
        fixed (uint* start = hints)
        {
            _ = Xcb.xcb_change_property(_connection, 0, window, 40, 41, 32, 18, start);
        }

        _ = Xcb.xcb_map_window(_connection, window);
        _ = Xcb.xcb_flush(_connection);
        return window;
    }

    private unsafe void Move(uint window, int x, int y)
    {
        uint* values = stackalloc uint[2] { (uint)x, (uint)y };
        _ = Xcb.xcb_configure_window(_connection, window, 3, values);
        _ = Xcb.xcb_flush(_connection);
    }

    private unsafe int CountWindows(uint window)
    {
        // This client's own windows tell it already.
        if ((window & _names.ClientMask) != (_marker & _names.ClientMask) && window != _root)
        {
            uint events = XEventMask.SubstructureNotify;
            _ = Xcb.xcb_change_window_attributes(_connection, window, XAttribute.EventMask, &events);
        }

        return 1 + ChildrenOf(window).Sum(CountWindows);
    }

    private unsafe bool Drain()
    {
        bool any = false;
        for (byte* next = Xcb.xcb_poll_for_event(_connection); next != null; next = Xcb.xcb_poll_for_event(_connection))
        {
            any = true;
            XEvent e = new(next);
            Xcb.free(next);
            if (e.Type == XEventType.MapNotify && e.Selector == _root)
            {
                _mapped.Add(e.Window);
            }
            else if (e.Type == XEventType.KeyPress)
            {
                _keys.Add((e.Window, e.Detail));
            }
        }

        return any;
    }

    private void Input(uint typeAndDetail, int x, int y) => Request(_test, 2, typeAndDetail, 0, _root, 0, 0, (uint)(ushort)x | ((uint)y << 16), 0, 0);

    private unsafe byte Extension(string name)
    {
        byte[] text = Encoding.ASCII.GetBytes(name);
        fixed (byte* start = text)
        {
            byte* reply = Xcb.xcb_query_extension_reply(_connection, Xcb.xcb_query_extension(_connection, (ushort)text.Length, start), null);
            byte opcode = reply != null && reply[8] != 0 ? reply[9] : throw new InvalidOperationException($"The display lacks the extension {name}.");
            Xcb.free(reply);
            return opcode;
        }
    }

    private unsafe void Request(byte extension, byte opcode, params ReadOnlySpan<uint> words)
    {
        uint* all = stackalloc uint[words.Length + 1];
        all[0] = (uint)(extension | (opcode << 8));
        words.CopyTo(new Span<uint>(all + 1, words.Length));
        XcbIoVector* vectors = stackalloc XcbIoVector[4];
        vectors[2] = new XcbIoVector { Base = all, Length = (nuint)(words.Length + 1) * 4 };
        XcbProtocolRequest request = new() { Count = 1, Opcode = extension, IsVoid = opcode == 0 ? (byte)0 : (byte)1 };
        uint sent = Xcb.xcb_send_request(_connection, 0, vectors + 2, &request);
        if (opcode == 0)
        {
            // The one with an answer, of which nothing is wanted.
            XcbTesting.xcb_discard_reply(_connection, sent);
        }
    }
}
