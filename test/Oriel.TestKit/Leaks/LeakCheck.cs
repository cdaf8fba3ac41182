using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Oriel.TestKit.Processes;

namespace Oriel.TestKit.Leaks;

/// <summary>Finds what the tests of this process have left: processes, sockets, folders.</summary>
public static class LeakCheck
{
    /// <summary>How long a process that is on its way out may take.</summary>
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(20);

    /// <returns>One sentence for each thing left; none when all is clean.</returns>
    public static async Task<IReadOnlyList<string>> FindAsync()
    {
        List<string> found = [];
        IReadOnlyList<ProcessEntry> running = await ProcessTable.WaitUntilNobodyNamesAsync(TestRun.Folder, s_bound);
        found.AddRange(running.Select(process => $"still running: {process}"));
        found.AddRange(ProcessTable.ChildrenOf(Environment.ProcessId).Where(child => child.IsZombie).Select(child => $"never waited for: {child}"));
        found.AddRange(Files());
        // Said; now out of the way of the tests that come after.
        await ProcessTable.KillAsync(running);
        return found;
    }

    internal static IEnumerable<string> Files() =>
        Entries(TestRun.Folder).Where(path => path != TestRun.RuntimeFolder && path != TestRun.ScratchFolder).Select(path => $"not disposed of: the test folder {path}")
            .Concat(Sockets().Select(path => $"not removed: the socket {path}"))
            .Concat(InScratch(TestRun.ScratchFolder));

    /// <summary>What browsers have left in the folder that was TMPDIR for them.</summary>
    internal static IEnumerable<string> InScratch(string folder) =>
        Entries(folder).Where(path => Path.GetFileName(path) != DotNet.SdkScratch && !IsNamelessFile(path)).Select(path => $"not removed: {path}, in TMPDIR");

    /// <remarks>
    /// Chromium makes a file without a name by making an empty one and unlinking it at once. Killed in that instant it leaves it, and nobody can tell whose it is. What has
    /// anything in it, and every folder, is a leak.
    /// </remarks>
    private static bool IsNamelessFile(string path) =>
        Path.GetFileName(path).StartsWith(".org.chromium.Chromium.", StringComparison.Ordinal) && new FileInfo(path) is { Exists: true, Length: 0 };

    private static IEnumerable<string> Entries(string folder) => Directory.EnumerateFileSystemEntries(folder);

    /// <remarks>Only our own folder: the desktop's libraries, inside Chromium, keep files of theirs in XDG_RUNTIME_DIR.</remarks>
    private static IEnumerable<string> Sockets() =>
        Path.Combine(TestRun.RuntimeFolder, "oriel") is var folder && Directory.Exists(folder) ? Entries(folder) : [];
}
