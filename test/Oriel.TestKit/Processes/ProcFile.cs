using System;
using System.Globalization;
using System.IO;

namespace Oriel.TestKit.Processes;

/// <summary>Files below /proc/PID. A process that is gone, or not ours to look into, has empty ones.</summary>
internal static class ProcFile
{
    public static ProcessEntry? ReadEntry(int processId)
    {
        string stat = Read(processId, "stat");
        // The name stands in parentheses and may hold anything, parentheses too.
        int end = stat.LastIndexOf(')');
        if (end < 0)
        {
            return null;
        }

        string[] fields = stat[(end + 2)..].Split(' ');
        return new ProcessEntry(
            processId,
            int.Parse(fields[1], CultureInfo.InvariantCulture),
            fields[0][0],
            long.Parse(fields[19], CultureInfo.InvariantCulture),
            Read(processId, "cmdline") is { Length: > 0 } line ? line.TrimEnd('\0').Split('\0') : []);
    }

    public static string Read(int processId, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId.ToString(CultureInfo.InvariantCulture)}/{file}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
