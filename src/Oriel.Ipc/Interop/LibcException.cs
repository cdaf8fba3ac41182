using System;
using System.Runtime.InteropServices;

namespace Oriel.Ipc.Interop;

/// <summary>The kernel refused something; says what, and why in the kernel's own words.</summary>
internal sealed class LibcException : Exception
{
    public LibcException(string message, int errno)
        : base($"{message}: {Marshal.GetPInvokeErrorMessage(errno)} (errno {errno}).")
    {
        Errno = errno;
    }

    public int Errno { get; }

    /// <summary>For the call that has just failed.</summary>
    public static LibcException FromLastError(string whatWasBeingDone) => new(whatWasBeingDone, Marshal.GetLastPInvokeError());
}
