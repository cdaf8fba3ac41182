using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;

namespace Oriel.TestKit.Processes;

/// <summary>The processes of the machine, as far as a test wants to know them.</summary>
public static partial class ProcessTable
{
    private const int NoSuchProcess = 3;
    private static readonly TimeSpan s_killBound = TimeSpan.FromSeconds(10);

    /// <returns>All there are.</returns>
    public static IReadOnlyList<ProcessEntry> Read() =>
        [.. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? ProcFile.ReadEntry(id) : null)
            .OfType<ProcessEntry>()];

    /// <returns>Null when there is none of that number.</returns>
    public static ProcessEntry? Find(int processId) => ProcFile.ReadEntry(processId);

    /// <returns>Whether it runs: a zombie does not.</returns>
    public static bool IsRunning(int processId) => Find(processId) is { IsZombie: false };

    /// <returns>The process's own children.</returns>
    public static IReadOnlyList<ProcessEntry> ChildrenOf(int processId) => [.. Read().Where(process => process.ParentId == processId)];

    /// <returns>Its children, theirs, and so on.</returns>
    public static IReadOnlyList<ProcessEntry> DescendantsOf(int processId) => Descendants(Read(), [processId]);

    /// <summary>
    /// Those that have a path in their command line or environment, which for a user data folder are its broker, its browser and what these
    /// started, with all their descendants: Chromium's forked processes overwrite both.
    /// </summary>
    /// <returns>Without the calling process.</returns>
    public static IReadOnlyList<ProcessEntry> Naming(string path)
    {
        IReadOnlyList<ProcessEntry> all = Read();
        ProcessEntry[] naming = [.. all.Where(process => process.Id != Environment.ProcessId && Names(process, path))];
        return [.. naming.UnionBy(Descendants(all, naming.Select(process => process.Id)), process => process.Id)];
    }

    /// <returns>A field of /proc/PID/status, such as "Seccomp"; null when the process, or the field, is not there.</returns>
    public static string? ReadStatus(int processId, string field) =>
        ProcFile.Read(processId, "status").Split('\n').FirstOrDefault(line => line.StartsWith(field + ":", StringComparison.Ordinal))?[(field.Length + 1)..].Trim();

    /// <returns>How many descriptors it has open; 0 for one that is gone.</returns>
    public static int CountDescriptors(int processId)
    {
        string folder = $"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/fd";
        return Directory.Exists(folder) ? Directory.EnumerateFileSystemEntries(folder).Count() : 0;
    }

    /// <returns>False if it outlives the bound.</returns>
    public static Task<bool> WaitForExitAsync(int processId, TimeSpan bound, CancellationToken cancellation = default) =>
        Find(processId) is { IsZombie: false } process ? ProcessExit.WaitAsync(process, bound, cancellation) : Task.FromResult(true);

    /// <summary>Waits for the end of all that name the path, also of those that are started meanwhile.</summary>
    /// <returns>Those that outlived the bound.</returns>
    public static async Task<IReadOnlyList<ProcessEntry>> WaitUntilNobodyNamesAsync(string path, TimeSpan bound)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            ProcessEntry[] left = [.. Naming(path).Where(process => !process.IsZombie)];
            TimeSpan rest = bound - Stopwatch.GetElapsedTime(start);
            if (left.Length == 0 || rest <= TimeSpan.Zero)
            {
                return left;
            }

            await Task.WhenAll(left.Select(process => ProcessExit.WaitAsync(process, rest)));
        }
    }

    /// <summary>Sends a signal; one to a process that has gone is no error.</summary>
    public static void Send(int processId, Signal signal)
    {
        if (NativeKill(processId, (int)signal) != 0 && Marshal.GetLastPInvokeError() is int error and not NoSuchProcess)
        {
            throw new Win32Exception(error, $"Cannot send {signal} to process {processId}");
        }
    }

    /// <summary>Kills these and no others, and waits until they are gone.</summary>
    public static async Task KillAsync(IEnumerable<ProcessEntry> processes)
    {
        ProcessEntry[] known = [.. processes];
        foreach (ProcessEntry process in known.Where(process => Find(process.Id)?.StartTime == process.StartTime))
        {
            Send(process.Id, Signal.Kill);
        }

        await Task.WhenAll(known.Select(process => ProcessExit.WaitAsync(process, s_killBound)));
    }

    private static ProcessEntry[] Descendants(IReadOnlyList<ProcessEntry> all, IEnumerable<int> ancestors)
    {
        HashSet<int> family = [.. ancestors];
        List<ProcessEntry> found = [];
        ProcessEntry[] next;
        do
        {
            next = [.. all.Where(process => family.Contains(process.ParentId) && !family.Contains(process.Id))];
            found.AddRange(next);
            family.UnionWith(next.Select(process => process.Id));
        }
        while (next.Length > 0);
        return [.. found];
    }

    private static bool Names(ProcessEntry process, string path) =>
        process.Arguments.Any(argument => argument.Contains(path, StringComparison.Ordinal))
        || ProcFile.Read(process.Id, "environ").Contains(path, StringComparison.Ordinal);

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int NativeKill(int processId, int signal);
}
