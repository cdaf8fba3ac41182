using System;
using System.IO;
using System.Threading;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Crashes;
using Oriel.Core.Diagnostics;

namespace Oriel.Core.Features.Processes;

/// <summary>How a process ended, as far as the kernel and its dump tell.</summary>
/// <param name="ExitStatus">As shells have it; null if nobody knows.</param>
/// <param name="Signal">That ended it; null if none did or nobody knows.</param>
/// <param name="Report">What its dump says; null if it left none.</param>
/// <param name="IsOutOfMemory">Whether its dump says that no memory was left.</param>
internal sealed record ProcessEnd(int? ExitStatus = null, int? Signal = null, CoreWebView2CrashReport? Report = null, bool IsOutOfMemory = false)
{
    /// <summary>Reads the dump, if there is one, on a thread that has nothing better to do.</summary>
    /// <param name="exitStatus">See <see cref="ExitStatus"/>.</param>
    /// <param name="signal">See <see cref="Signal"/>.</param>
    /// <param name="folder">The folder of dumps.</param>
    /// <param name="dump">Null if there is none.</param>
    /// <param name="read">Called once; at once if there is none, else on any thread.</param>
    internal static void Read(int? exitStatus, int? signal, string folder, string? dump, Action<ProcessEnd> read)
    {
        ProcessEnd end = new(exitStatus, signal);
        if (dump is null)
        {
            read(end);
        }
        else
        {
            ThreadPool.QueueUserWorkItem(_ => read(end.Read(folder, dump)));
        }
    }

    private ProcessEnd Read(string folder, string dump)
    {
        try
        {
            return MinidumpReader.Read(Find(folder, dump)) is { } summary ? this with { Report = ReportOf(dump, summary), IsOutOfMemory = summary.IsOutOfMemory } : this;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The user may have taken it away, and the failure is to be told all the same.
            OrielLog.DumpUnreadable($"The dump '{Path.Combine(folder, dump)}' could not be read, so the failure of its process has no crash report: {e.Message}");
            return this;
        }
    }

    /// <summary>The crash handler moves a dump on when it is done with it.</summary>
    private static string Find(string folder, string dump)
    {
        string path = Path.Combine(folder, dump);
        string completed = Path.Combine(folder, "completed", Path.GetFileName(dump));
        return !File.Exists(path) && File.Exists(completed) ? completed : path;
    }

    private static CoreWebView2CrashReport ReportOf(string dump, MinidumpSummary summary) => new(
        Path.GetFileNameWithoutExtension(dump),
        summary.ExceptionCode,
        summary.ModuleName,
        summary.ModuleVersion,
        summary.FaultOffset,
        (ulong)summary.WrittenAt.ToFileTime());
}
