using System.Collections.Generic;
using System.Text;
using Oriel.Ipc.Interop;

namespace Oriel.Ipc.Tests;

internal static unsafe class PipeEnd
{
    public static string ReadToEnd(FileDescriptor reading)
    {
        using FileDescriptor owned = reading;
        List<byte> bytes = [];
        byte* buffer = stackalloc byte[4096];
        nint count;
        while ((count = Libc.read(reading.Value, buffer, 4096)) > 0)
        {
            bytes.AddRange(new System.ReadOnlySpan<byte>(buffer, (int)count).ToArray());
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
