using System.Runtime.InteropServices;

namespace Oriel.Hosting.Interop;

/// <summary>
/// libxcb, as far as it is needed. Not Xlib, which ends the process when the connection to the display is lost. It is looked up at the first call; where it is missing that call throws
/// <see cref="System.DllNotFoundException"/>. A connection may be used by several threads.
/// </summary>
internal static unsafe partial class Xcb
{
    private const string Name = "libxcb.so.1";

    [LibraryImport(Name)]
    internal static partial void* xcb_connect([MarshalAs(UnmanagedType.LPUTF8Str)] string? display, int* screen);

    [LibraryImport(Name)]
    internal static partial void xcb_disconnect(void* connection);

    [LibraryImport(Name)]
    internal static partial int xcb_connection_has_error(void* connection);

    [LibraryImport(Name)]
    internal static partial int xcb_get_file_descriptor(void* connection);

    [LibraryImport(Name)]
    internal static partial byte* xcb_get_setup(void* connection);

    [LibraryImport(Name)]
    internal static partial XcbScreenIterator xcb_setup_roots_iterator(byte* setup);

    [LibraryImport(Name)]
    internal static partial void xcb_screen_next(XcbScreenIterator* iterator);

    [LibraryImport(Name)]
    internal static partial uint xcb_generate_id(void* connection);

    [LibraryImport(Name)]
    internal static partial int xcb_flush(void* connection);

    [LibraryImport(Name)]
    internal static partial byte* xcb_wait_for_event(void* connection);

    [LibraryImport(Name)]
    internal static partial byte* xcb_poll_for_event(void* connection);

    [LibraryImport(Name)]
    internal static partial byte* xcb_request_check(void* connection, uint cookie);

    [LibraryImport(Name)]
    internal static partial int xcb_poll_for_reply(void* connection, uint request, void** reply, void** error);

    [LibraryImport(Name)]
    internal static partial uint xcb_send_request(void* connection, int flags, XcbIoVector* vector, XcbProtocolRequest* request);

    [LibraryImport(Name)]
    internal static partial uint xcb_create_window_checked(
        void* connection, byte depth, uint window, uint parent, short x, short y, ushort width, ushort height, ushort border, ushort windowClass, uint visual, uint mask, uint* values);

    [LibraryImport(Name)]
    internal static partial uint xcb_destroy_window(void* connection, uint window);

    [LibraryImport(Name)]
    internal static partial uint xcb_reparent_window(void* connection, uint window, uint parent, short x, short y);

    [LibraryImport(Name)]
    internal static partial uint xcb_reparent_window_checked(void* connection, uint window, uint parent, short x, short y);

    [LibraryImport(Name)]
    internal static partial uint xcb_map_window(void* connection, uint window);

    [LibraryImport(Name)]
    internal static partial uint xcb_unmap_window(void* connection, uint window);

    [LibraryImport(Name)]
    internal static partial uint xcb_configure_window(void* connection, uint window, ushort mask, uint* values);

    [LibraryImport(Name)]
    internal static partial uint xcb_change_window_attributes(void* connection, uint window, uint mask, uint* values);

    [LibraryImport(Name)]
    internal static partial uint xcb_change_property(void* connection, byte mode, uint window, uint property, uint type, byte format, uint length, void* data);

    [LibraryImport(Name)]
    internal static partial uint xcb_get_property(void* connection, byte delete, uint window, uint property, uint type, uint offset, uint length);

    [LibraryImport(Name)]
    internal static partial byte* xcb_get_property_reply(void* connection, uint cookie, void** error);

    [LibraryImport(Name)]
    internal static partial uint xcb_intern_atom(void* connection, byte onlyIfExists, ushort length, byte* name);

    [LibraryImport(Name)]
    internal static partial byte* xcb_intern_atom_reply(void* connection, uint cookie, void** error);

    [LibraryImport(Name)]
    internal static partial uint xcb_query_extension(void* connection, ushort length, byte* name);

    [LibraryImport(Name)]
    internal static partial byte* xcb_query_extension_reply(void* connection, uint cookie, void** error);

    [LibraryImport(Name)]
    internal static partial uint xcb_translate_coordinates(void* connection, uint source, uint destination, short x, short y);

    [LibraryImport(Name)]
    internal static partial byte* xcb_translate_coordinates_reply(void* connection, uint cookie, void** error);

    [LibraryImport(Name)]
    internal static partial uint xcb_send_event(void* connection, byte propagate, uint destination, uint mask, byte* e);

    [LibraryImport(Name)]
    internal static partial uint xcb_set_input_focus(void* connection, byte revertTo, uint focus, uint time);

    [LibraryImport(Name)]
    internal static partial uint xcb_grab_button(
        void* connection, byte ownerEvents, uint window, ushort mask, byte pointerMode, byte keyboardMode, uint confineTo, uint cursor, byte button, ushort modifiers);

    [LibraryImport(Name)]
    internal static partial uint xcb_ungrab_button(void* connection, byte button, uint window, ushort modifiers);

    [LibraryImport(Name)]
    internal static partial uint xcb_allow_events(void* connection, byte mode, uint time);

    [LibraryImport(Name)]
    internal static partial uint xcb_grab_key(void* connection, byte ownerEvents, uint window, ushort modifiers, byte key, byte pointerMode, byte keyboardMode);

    [LibraryImport(Name)]
    internal static partial uint xcb_ungrab_key(void* connection, byte key, uint window, ushort modifiers);

    [LibraryImport(Name)]
    internal static partial uint xcb_get_input_focus(void* connection);

    [LibraryImport(Name)]
    internal static partial byte* xcb_get_input_focus_reply(void* connection, uint cookie, void** error);

    [LibraryImport(Name)]
    internal static partial uint xcb_get_keyboard_mapping(void* connection, byte first, byte count);

    [LibraryImport(Name)]
    internal static partial byte* xcb_get_keyboard_mapping_reply(void* connection, uint cookie, void** error);

    [LibraryImport("libc")]
    internal static partial void free(void* memory);
}
