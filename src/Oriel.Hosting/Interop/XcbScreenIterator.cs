using System.Runtime.InteropServices;

namespace Oriel.Hosting.Interop;

/// <summary>xcb_screen_iterator_t.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct XcbScreenIterator
{
    /// <summary>xcb_screen_t, whose first member is the root window.</summary>
    public byte* Data;
    public int Rest;
    public int Index;
}
