using System.Runtime.InteropServices;

namespace Oriel.Client.Environments;

/// <summary>Asks the kernel, which alone knows of capabilities, access lists and read-only mounts, what this process may do.</summary>
internal static partial class FilePermissions
{
    private const int CurrentDirectory = -100;
    private const int UseEffectiveIds = 0x200;
    private const int Execute = 1;
    private const int Write = 2;

    public static bool CanExecute(string file) => Check(file, Execute);

    public static bool CanCreateIn(string directory) => Check(directory, Write | Execute);

    private static bool Check(string path, int mode) => FAccessAt(CurrentDirectory, path, mode, UseEffectiveIds) == 0;

    [LibraryImport("libc", EntryPoint = "faccessat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int FAccessAt(int directory, string path, int mode, int flags);
}
