using Oriel.Hosting.Interop;

namespace Oriel.Hosting.Displays;

/// <content>Who has the keyboard, and its keys.</content>
internal sealed unsafe partial class XConnection
{
    private const byte AnyKey = 0;

    /// <param name="window">Gets the keyboard; if it cannot be seen, nothing happens.</param>
    /// <param name="time">As of when, by the server's clock, in milliseconds; refused if the keyboard has changed hands as of a later one, or if that time has not come.</param>
    public void Focus(uint window, uint time = CurrentTime)
    {
        const byte RevertToParent = 2;
        _ = Xcb.xcb_set_input_focus(_connection, RevertToParent, window, time);
    }

    /// <summary>Which window has the keyboard; waits for the server. 0 for none, 1 for the one that the pointer is in.</summary>
    public uint FindFocus()
    {
        byte* reply = Xcb.xcb_get_input_focus_reply(_connection, Xcb.xcb_get_input_focus(_connection), null);
        uint window = reply == null ? 0 : *(uint*)(reply + 8);
        Xcb.free(reply);
        return window;
    }

    /// <summary>Has every key come here that would go to the window or to one of those inside.</summary>
    public void GrabKeys(uint window) => GrabKey(window, AnyKey, AnyModifier);

    /// <summary>The same for one key with these modifiers.</summary>
    public void GrabKey(uint window, byte keycode, ushort modifiers)
    {
        const byte Asynchronous = 1;
        _ = Xcb.xcb_grab_key(_connection, 0, window, modifiers, keycode, Asynchronous, Asynchronous);
    }

    public void UngrabKeys(uint window) => _ = Xcb.xcb_ungrab_key(_connection, AnyKey, window, AnyModifier);

    /// <summary>What the keys mean, without modifiers; waits for the server.</summary>
    /// <returns>A keysym for each keycode, 0 for a key that means nothing.</returns>
    public uint[] ReadKeyMap()
    {
        const byte FirstKey = 8;
        uint[] map = new uint[256];
        byte* reply = Xcb.xcb_get_keyboard_mapping_reply(_connection, Xcb.xcb_get_keyboard_mapping(_connection, FirstKey, unchecked((byte)(256 - FirstKey))), null);
        if (reply != null)
        {
            int perKey = reply[1];
            uint length = *(uint*)(reply + 4);
            uint* symbols = (uint*)(reply + 32);
            for (uint i = 0; perKey > 0 && i < length / (uint)perKey; i++)
            {
                map[FirstKey + i] = symbols[i * perKey];
            }

            Xcb.free(reply);
        }

        return map;
    }
}
