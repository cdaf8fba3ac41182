using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;

namespace Oriel.Ipc.Processes;

/// <summary>What /proc tells of a process, at the instant it is asked.</summary>
internal static class ProcFile
{
    /// <summary>The fields of /proc/PID/stat that tell who a process is; null if it is gone.</summary>
    public static ProcessStat? ReadStat(int pid)
    {
        string? text = ReadText($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/stat");
        // The name stands in parentheses and may hold anything, parentheses too.
        int end = text?.LastIndexOf(')') ?? -1;
        if (end < 0)
        {
            return null;
        }

        string[] fields = text![(end + 2)..].Split(' ');
        return new ProcessStat(
            pid,
            fields[0][0],
            int.Parse(fields[1], CultureInfo.InvariantCulture),
            int.Parse(fields[2], CultureInfo.InvariantCulture),
            long.Parse(fields[19], CultureInfo.InvariantCulture),
            fields.Length > 49 ? int.Parse(fields[49], CultureInfo.InvariantCulture) : 0);
    }

    /// <summary>The processes that a process, by whichever of its threads, has started and not waited for; empty when it is gone.</summary>
    public static List<int> ReadChildren(int pid)
    {
        List<int> children = [];
        try
        {
            foreach (string thread in Directory.EnumerateDirectories($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/task"))
            {
                foreach (string child in (ReadText(thread + "/children") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    children.Add(int.Parse(child, CultureInfo.InvariantCulture));
                }
            }
        }
        catch (IOException)
        {
            // It ended meanwhile.
        }

        return children;
    }

    /// <summary>The arguments; empty for a process that is gone or a zombie.</summary>
    public static string[] ReadArguments(int pid)
    {
        string? text = ReadText($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/cmdline");
        return string.IsNullOrEmpty(text) ? [] : text.TrimEnd('\0').Split('\0');
    }

    /// <summary>Identifies this run of the kernel, so that a pid written down before a restart of the machine is not taken for a living one.</summary>
    public static string ReadBootId() => ReadText("/proc/sys/kernel/random/boot_id")?.Trim() ?? "unknown";

    private static string? ReadText(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }
}
