using System;
using System.Runtime.InteropServices;

namespace Oriel.Client.Tests.Environments;

/// <summary>
/// Takes file-system privileges from the calling thread, so that a test run by root sees what a user does. Per thread, so no await inside.
/// </summary>
internal static partial class Unprivileged
{
    private const uint Nobody = 65534;

    public static T Run<T>(Func<T> action)
    {
        uint before = SetFileSystemUser(Nobody);
        try
        {
            return action();
        }
        finally
        {
            _ = SetFileSystemUser(before);
        }
    }

    // Without privileges the call changes nothing, and nothing needs to be taken away.
    [LibraryImport("libc", EntryPoint = "setfsuid")]
    private static partial uint SetFileSystemUser(uint user);
}
