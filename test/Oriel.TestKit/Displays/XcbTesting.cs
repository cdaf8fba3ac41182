using System.Runtime.InteropServices;

namespace Oriel.TestKit.Displays;

/// <summary>What tests need of libxcb beside what the product does.</summary>
internal static unsafe partial class XcbTesting
{
    private const string Name = "libxcb.so.1";

    [LibraryImport(Name)]
    internal static partial uint xcb_get_image(void* connection, byte format, uint drawable, short x, short y, ushort width, ushort height, uint planes);

    [LibraryImport(Name)]
    internal static partial byte* xcb_get_image_reply(void* connection, uint cookie, void** error);

    [LibraryImport(Name)]
    internal static partial uint xcb_query_tree(void* connection, uint window);

    [LibraryImport(Name)]
    internal static partial byte* xcb_query_tree_reply(void* connection, uint cookie, void** error);

    [LibraryImport(Name)]
    internal static partial uint xcb_get_window_attributes(void* connection, uint window);

    [LibraryImport(Name)]
    internal static partial byte* xcb_get_window_attributes_reply(void* connection, uint cookie, void** error);

    [LibraryImport(Name)]
    internal static partial uint xcb_get_geometry(void* connection, uint window);

    [LibraryImport(Name)]
    internal static partial byte* xcb_get_geometry_reply(void* connection, uint cookie, void** error);

    [LibraryImport(Name)]
    internal static partial void xcb_discard_reply(void* connection, uint request);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int poll(PollDescriptor* descriptors, nuint count, int timeout);

    [StructLayout(LayoutKind.Sequential)]
    internal struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
