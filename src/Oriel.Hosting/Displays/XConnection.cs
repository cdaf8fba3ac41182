using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Oriel.Hosting.Interop;

namespace Oriel.Hosting.Displays;

/// <summary>
/// One connection to a display. Requests are kept back until <see cref="Flush"/>; what the server refuses of those that are not checked comes as an event of
/// type <see cref="XEventType.Error"/>. Requests may be made on any thread; events are taken by one.
/// </summary>
internal sealed unsafe partial class XConnection : IDisposable
{
    /// <summary>The present moment, for requests that want to know when.</summary>
    public const uint CurrentTime = 0;

    /// <summary>Any button, and any modifiers with it.</summary>
    private const byte AnyButton = 0;
    private const ushort AnyModifier = 0x8000;

    private const int ClientIdsOpcode = 4;
    private const uint LocalClientPid = 2;

    private readonly Dictionary<string, uint> _atoms = [];
    private void* _connection;
    private byte? _resourceExtension;

    private XConnection(void* connection, string display, int screen)
    {
        _connection = connection;
        Display = display;
        byte* setup = Xcb.xcb_get_setup(connection);
        ClientMask = ~*(uint*)(setup + 16);
        XcbScreenIterator screens = Xcb.xcb_setup_roots_iterator(setup);
        while (screen-- > 0 && screens.Rest > 1)
        {
            Xcb.xcb_screen_next(&screens);
        }

        Root = *(uint*)screens.Data;
    }

    public string Display { get; }

    public uint Root { get; }

    /// <summary>The bits of a window's id that say which client made it.</summary>
    public uint ClientMask { get; }

    /// <summary>Readable when there may be events.</summary>
    public int Descriptor => Xcb.xcb_get_file_descriptor(_connection);

    public bool IsLost => Xcb.xcb_connection_has_error(_connection) != 0;

    /// <summary>Waits for the server to answer.</summary>
    /// <exception cref="DisplayException">There is no libxcb, or no such display.</exception>
    public static XConnection Open(string display)
    {
        int screen;
        void* connection;
        try
        {
            connection = Xcb.xcb_connect(display, &screen);
        }
        catch (DllNotFoundException missing)
        {
            throw new DisplayException("libxcb.so.1, which windows on X11 are made with, is not on this machine. Install it (on Debian the package libxcb1), or give no parent window.", missing);
        }

        int error = Xcb.xcb_connection_has_error(connection);
        if (error != 0)
        {
            Xcb.xcb_disconnect(connection);
            throw new DisplayException(string.Create(
                CultureInfo.InvariantCulture, $"The X display '{display}' cannot be reached (xcb error {error}). See that it runs, and that DISPLAY and XAUTHORITY are those of the user's session."));
        }

        return new XConnection(connection, display, screen);
    }

    public uint NewId() => Xcb.xcb_generate_id(_connection);

    public void Flush() => _ = Xcb.xcb_flush(_connection);

    /// <summary>The next event, if there is one; never waits.</summary>
    public bool TryPoll(out XEvent e) => TryTake(Xcb.xcb_poll_for_event(_connection), out e);

    /// <summary>Waits for the next event.</summary>
    /// <returns>False when the connection is lost.</returns>
    public bool Wait(out XEvent e) => TryTake(Xcb.xcb_wait_for_event(_connection), out e);

    /// <summary>Makes a window that no window manager has anything to do with. Nothing is drawn in it.</summary>
    /// <exception cref="XWindowException">There is no such parent.</exception>
    public uint CreateWindow(uint parent, XRectangle place, uint events)
    {
        uint window = NewId();
        uint* values = stackalloc uint[3] { 0, 1, events };
        Check(
            Xcb.xcb_create_window_checked(
                _connection, 0, window, parent, place.X, place.Y, place.Width, place.Height, 0, 0, 0, XAttribute.BackgroundPixmap | XAttribute.OverrideRedirect | XAttribute.EventMask, values),
            parent);
        return window;
    }

    public void Destroy(uint window) => _ = Xcb.xcb_destroy_window(_connection, window);

    public void Reparent(uint window, uint parent, int x, int y) => _ = Xcb.xcb_reparent_window(_connection, window, parent, (short)x, (short)y);

    /// <exception cref="XWindowException">There is no such window or parent.</exception>
    public void ReparentChecked(uint window, uint parent, int x, int y) => Check(Xcb.xcb_reparent_window_checked(_connection, window, parent, (short)x, (short)y), parent);

    public void Map(uint window) => _ = Xcb.xcb_map_window(_connection, window);

    public void Unmap(uint window) => _ = Xcb.xcb_unmap_window(_connection, window);

    public void Configure(uint window, XRectangle place)
    {
        uint* values = stackalloc uint[4] { (uint)place.X, (uint)place.Y, place.Width, place.Height };
        _ = Xcb.xcb_configure_window(_connection, window, 0xF, values);
    }

    public void SelectEvents(uint window, uint events) => _ = Xcb.xcb_change_window_attributes(_connection, window, XAttribute.EventMask, &events);

    /// <param name="window">Any client's.</param>
    /// <param name="overrideRedirect">Whether the window manager is to keep its hands off it.</param>
    /// <param name="events">What to be told of it.</param>
    public void Claim(uint window, bool overrideRedirect, uint events)
    {
        uint* values = stackalloc uint[2] { overrideRedirect ? 1u : 0u, events };
        _ = Xcb.xcb_change_window_attributes(_connection, window, XAttribute.OverrideRedirect | XAttribute.EventMask, values);
    }

    public void SetProperty(uint window, uint property, uint type, params ReadOnlySpan<uint> values)
    {
        const byte Replace = 0;
        fixed (uint* data = values)
        {
            _ = Xcb.xcb_change_property(_connection, Replace, window, property, type, 32, (uint)values.Length, data);
        }
    }

    /// <summary>Whether a property of a window that is a list of names has this one; waits for the server.</summary>
    public bool HasAtom(uint window, uint property, uint atom)
    {
        const uint AnyType = 0;
        const uint Most = 32;
        byte* reply = Xcb.xcb_get_property_reply(_connection, Xcb.xcb_get_property(_connection, 0, window, property, AnyType, 0, Most), null);
        bool has = reply != null && reply[1] == 32 && new ReadOnlySpan<uint>(reply + 32, *(int*)(reply + 16)).Contains(atom);
        Xcb.free(reply);
        return has;
    }

    /// <summary>The number of a name; asked for once.</summary>
    public uint Atom(string name)
    {
        lock (_atoms)
        {
            if (!_atoms.TryGetValue(name, out uint atom))
            {
                byte[] text = Encoding.ASCII.GetBytes(name);
                fixed (byte* start = text)
                {
                    byte* reply = Xcb.xcb_intern_atom_reply(_connection, Xcb.xcb_intern_atom(_connection, 0, (ushort)text.Length, start), null);
                    atom = reply == null ? 0 : *(uint*)(reply + 8);
                    Xcb.free(reply);
                }

                _atoms.Add(name, atom);
            }

            return atom;
        }
    }

    /// <summary>Where a window's upper left corner is on the screen; null if it is gone.</summary>
    public (short X, short Y)? FindOnScreen(uint window)
    {
        void* error = null;
        byte* reply = Xcb.xcb_translate_coordinates_reply(_connection, Xcb.xcb_translate_coordinates(_connection, window, Root, 0, 0), &error);
        (short, short)? found = reply == null ? null : (*(short*)(reply + 12), *(short*)(reply + 14));
        Xcb.free(reply);
        Xcb.free(error);
        return found;
    }

    /// <summary>Has every press of a button in the window, or in one of those inside, come here first. It waits until <see cref="Replay"/>.</summary>
    public void GrabButtons(uint window)
    {
        const ushort ButtonPress = 4;
        const byte Synchronous = 0;
        const byte Asynchronous = 1;
        _ = Xcb.xcb_grab_button(_connection, 1, window, ButtonPress, Synchronous, Asynchronous, 0, 0, AnyButton, AnyModifier);
    }

    public void UngrabButtons(uint window) => _ = Xcb.xcb_ungrab_button(_connection, AnyButton, window, AnyModifier);

    /// <summary>Gives a press that came here first to whoever it is for.</summary>
    public void Replay(uint time)
    {
        const byte ReplayPointer = 2;
        _ = Xcb.xcb_allow_events(_connection, ReplayPointer, time);
    }

    /// <summary>Sends a window an event of our making: 32 bytes.</summary>
    public void Send(uint window, uint mask, ReadOnlySpan<byte> e)
    {
        fixed (byte* start = e)
        {
            _ = Xcb.xcb_send_event(_connection, 0, window, mask, start);
        }
    }

    /// <summary>Asks which process made a window, by the word of the server and not of that process; <see cref="TryReadProcess"/> has the answer.</summary>
    /// <returns>The question; null if the server cannot tell.</returns>
    public uint? AskProcess(uint window)
    {
        _resourceExtension ??= FindExtension("X-Resource");
        if (_resourceExtension == 0)
        {
            return null;
        }

        // Length is filled in by xcb.
        uint* words = stackalloc uint[4] { (uint)(_resourceExtension.Value | (ClientIdsOpcode << 8)), 1, window, LocalClientPid };
        XcbIoVector* vectors = stackalloc XcbIoVector[4];
        vectors[2] = new XcbIoVector { Base = words, Length = 16 };
        XcbProtocolRequest request = new() { Count = 1, Opcode = _resourceExtension.Value };

        // xcb uses the two places before the first vector.
        return Xcb.xcb_send_request(_connection, 1, vectors + 2, &request);
    }

    /// <param name="question">Of <see cref="AskProcess"/>.</param>
    /// <param name="processId">0 if the server does not know.</param>
    /// <returns>Whether the answer is there.</returns>
    public bool TryReadProcess(uint question, out int processId)
    {
        void* reply = null;
        void* error = null;
        processId = 0;
        if (Xcb.xcb_poll_for_reply(_connection, question, &reply, &error) == 0)
        {
            return false;
        }

        // num_ids, then for each the client, the mask, the length of the value, and the value.
        if (reply != null && *(uint*)((byte*)reply + 8) > 0 && *(uint*)((byte*)reply + 40) >= sizeof(int))
        {
            processId = *(int*)((byte*)reply + 44);
        }

        Xcb.free(reply);
        Xcb.free(error);
        return true;
    }

    public void Dispose()
    {
        if (_connection != null)
        {
            Xcb.xcb_disconnect(_connection);
            _connection = null;
        }
    }

    private static bool TryTake(byte* from, out XEvent e)
    {
        if (from == null)
        {
            e = default;
            return false;
        }

        e = new XEvent(from);
        Xcb.free(from);
        return true;
    }

    private byte FindExtension(string name)
    {
        byte[] text = Encoding.ASCII.GetBytes(name);
        fixed (byte* start = text)
        {
            byte* reply = Xcb.xcb_query_extension_reply(_connection, Xcb.xcb_query_extension(_connection, (ushort)text.Length, start), null);
            byte opcode = reply != null && reply[8] != 0 ? reply[9] : (byte)0;
            Xcb.free(reply);
            return opcode;
        }
    }

    private void Check(uint cookie, uint window)
    {
        byte* error = Xcb.xcb_request_check(_connection, cookie);
        if (error != null)
        {
            byte code = error[1];
            Xcb.free(error);
            throw new XWindowException(
                code == 3
                    ? $"There is no window 0x{window:x} on the display '{Display}'; it may have been destroyed."
                    : string.Create(CultureInfo.InvariantCulture, $"The display '{Display}' does not let the window 0x{window:x} have windows inside (X error {code}). Give a window that is drawn in (InputOutput)."),
                code);
        }

        if (IsLost)
        {
            throw new DisplayException($"The connection to the X display '{Display}' is lost.");
        }
    }
}
