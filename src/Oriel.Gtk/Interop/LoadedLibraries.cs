using System.Runtime.InteropServices;
using System.Text;

namespace Oriel.Gtk.Interop;

/// <summary>Which native libraries this process has.</summary>
internal static unsafe class LoadedLibraries
{
    private const int Lazy = 1;
    private const int NoLoad = 4;

    // .NET has no word for "only if it is there". In which library dlopen is differs from libc to libc; every program has it.
    private static readonly delegate* unmanaged<byte*, int, nint> s_open =
        (delegate* unmanaged<byte*, int, nint>)NativeLibrary.GetExport(NativeLibrary.GetMainProgramHandle(), "dlopen");

    /// <returns>Whether it is loaded; it is not loaded by being asked after.</returns>
    public static bool Has(string name)
    {
        fixed (byte* text = Encoding.ASCII.GetBytes(name + '\0'))
        {
            nint handle = s_open(text, Lazy | NoLoad);
            if (handle != 0)
            {
                NativeLibrary.Free(handle);
            }

            return handle != 0;
        }
    }
}
