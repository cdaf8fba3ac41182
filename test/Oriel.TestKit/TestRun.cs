using System;
using System.Globalization;
using System.IO;

namespace Oriel.TestKit;

/// <summary>
/// This run of a test project: one folder for all that its tests make, and an environment that leads every process they start into it. So
/// what is left at the end can be told from what other people run on the machine, and goes with one folder.
/// </summary>
public static class TestRun
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>As /tmp is: other users may be part of a test.</summary>
    private const UnixFileMode Shared = (UnixFileMode)0x3FF;

    /// <summary>Passable, not readable: a test's unprivileged user has its own folder below.</summary>
    private const UnixFileMode Passable = Private | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>What tells this run from others; test.sh sets it for all the projects it runs.</summary>
    public static string Id { get; } =
        Environment.GetEnvironmentVariable("ORIEL_TEST_RUN") is { Length: > 0 } id ? id : Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    /// <summary>Below it lies everything that this process and its children make.</summary>
    public static string Folder { get; } = Make();

    /// <summary>XDG_RUNTIME_DIR of this process and its children: the brokers' sockets are made below.</summary>
    public static string RuntimeFolder { get; } = Path.Combine(Folder, "run");

    /// <summary>TMPDIR of this process and its children: whoever makes a temporary folder makes it here.</summary>
    public static string ScratchFolder { get; } = Path.Combine(Folder, "tmp");

    /// <summary>Called by every test assembly as it is loaded, before anything could have been started.</summary>
    public static void Begin()
    {
        Directory.CreateDirectory(RuntimeFolder, Private);
        Directory.CreateDirectory(ScratchFolder);
        // Said again, because the umask takes from what is asked for at the making.
        File.SetUnixFileMode(ScratchFolder, Shared);
        Environment.SetEnvironmentVariable("XDG_RUNTIME_DIR", RuntimeFolder);
        Environment.SetEnvironmentVariable("TMPDIR", ScratchFolder);
        // A .NET process that is killed leaves its diagnostics socket in TMPDIR, and tests kill many.
        Environment.SetEnvironmentVariable("DOTNET_EnableDiagnostics", "0");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => TryDelete();
    }

    /// <summary>
    /// Called when the last test has passed: deletes what other programs keep in the folder. Not left for the end of the process, which the
    /// runner cuts short.
    /// </summary>
    public static void End()
    {
        foreach (string folder in (string[])[RuntimeFolder, ScratchFolder])
        {
            foreach (string path in Directory.EnumerateFileSystemEntries(folder))
            {
                if (Directory.Exists(path))
                {
                    Directory.Delete(path, recursive: true);
                }
                else
                {
                    File.Delete(path);
                }
            }
        }
    }

    private static string Make()
    {
        // Under test.sh TMPDIR is the run's already, and names of sockets are short.
        string scratch = Path.TrimEndingDirectorySeparator(Path.GetTempPath());
        string random = Path.GetRandomFileName()[..8];
        string path = Path.Combine(scratch, Path.GetFileName(scratch) == $"oriel-test-{Id}" ? $"oriel-{random}" : $"oriel-test-{Id}-{random}");
        Directory.CreateDirectory(path);
        File.SetUnixFileMode(path, Passable);
        return path;
    }

    private static void TryDelete()
    {
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (IOException)
        {
            // Something still writes there: test.sh looks once more after all processes, and says so.
        }
    }
}
