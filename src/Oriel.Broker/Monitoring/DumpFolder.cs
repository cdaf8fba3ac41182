using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Oriel.Ipc.Dumps;
using Oriel.Ipc.Loop;
using Oriel.Ipc.Processes;

namespace Oriel.Broker.Monitoring;

/// <summary>
/// Finds the dump of a process that crashed. The crash handler writes into <c>new</c>, and moves what is whole to <c>pending</c>, or <c>completed</c> when nobody wants it uploaded; only then does it
/// let the process die. So a dump is there when the death is told, as a rule; if one is still being written then, it is waited for until the handler moves or removes it.
/// </summary>
internal sealed class DumpFolder(EventLoop loop, string path) : IDisposable
{
    /// <summary>A handler that is slower than this has itself something wrong with it.</summary>
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(3);

    /// <summary>The stamps of files come from a coarser clock than ours.</summary>
    private static readonly TimeSpan s_coarseness = TimeSpan.FromSeconds(1);

    private readonly List<Search> _searches = [];
    private FolderWatch? _watch;

    /// <summary>Finds what the death of a process has left.</summary>
    /// <param name="processId">The process.</param>
    /// <param name="status">How it ended.</param>
    /// <param name="since">A time when it lived: older dumps are of others that had its number.</param>
    /// <param name="found">Called once, perhaps at once.</param>
    public void Find(int processId, ChildStatus? status, DateTimeOffset since, Action<ProcessDeath> found)
    {
        Search search = new(processId, status, since - s_coarseness, found);
        if (status is not { IsCrash: true } || TryEnd(search) || !IsBeingWritten(search.Since))
        {
            search.End(search.Dump);
            return;
        }

        _searches.Add(search);
        search.Bound = loop.Schedule(s_bound, () => End(search));
        _watch ??= FolderWatch.TryOpen(loop, Path.Combine(path, "new"), OnMoved);

        // It may have been moved before the watch was there.
        OnMoved();
    }

    /// <summary>No crash handler is left: what is not there now does not come.</summary>
    public void Settle()
    {
        foreach (Search search in _searches.ToArray())
        {
            _ = TryEnd(search);
            End(search);
        }
    }

    public void Dispose()
    {
        _searches.Clear();
        _watch?.Dispose();
        _watch = null;
    }

    private void OnMoved()
    {
        foreach (Search search in _searches.ToArray())
        {
            if (TryEnd(search) || _watch is null || !IsBeingWritten(search.Since))
            {
                End(search);
            }
        }
    }

    private void End(Search search)
    {
        if (_searches.Remove(search))
        {
            if (_searches.Count == 0)
            {
                _watch?.Dispose();
                _watch = null;
            }

            search.End(search.Dump);
        }
    }

    private bool TryEnd(Search search)
    {
        search.Dump ??= Files("pending", search.Since).Concat(Files("completed", search.Since))
            .Where(file => IsOf(file, search.ProcessId, search.Signal))
            .Select(file => Path.GetRelativePath(path, file.FullName))
            .FirstOrDefault();
        return search.Dump is not null;
    }

    private bool IsBeingWritten(DateTimeOffset since) => Files("new", since).Any();

    /// <summary>The last written first.</summary>
    private IEnumerable<FileInfo> Files(string folder, DateTimeOffset since)
    {
        try
        {
            return [.. new DirectoryInfo(Path.Combine(path, folder)).EnumerateFiles("*.dmp").Where(file => file.LastWriteTimeUtc >= since.UtcDateTime).OrderByDescending(static file => file.LastWriteTimeUtc)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // There is no such folder before the first crash, and the user may remove it at any time.
            return [];
        }
    }

    /// <summary>A process may leave dumps of troubles that it survived, too; their exception code is no signal.</summary>
    private static bool IsOf(FileInfo file, int processId, int signal)
    {
        try
        {
            using MinidumpFile? dump = MinidumpFile.TryOpen(file.FullName);
            return dump?.ReadSubject() == (processId, (uint)signal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Removed meanwhile, or not ours to read: as good as none.
            return false;
        }
    }

    private sealed class Search(int processId, ChildStatus? status, DateTimeOffset since, Action<ProcessDeath> found)
    {
        public int ProcessId { get; } = processId;

        public int Signal { get; } = status?.Signal ?? 0;

        public DateTimeOffset Since { get; } = since;

        public string? Dump { get; set; }

        public Deadline? Bound { get; set; }

        public void End(string? dump)
        {
            Bound?.Dispose();
            found(new ProcessDeath(ProcessId, status, dump));
        }
    }
}
