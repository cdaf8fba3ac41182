using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using Microsoft.Win32.SafeHandles;

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

    /// <summary>The processes that a process has started and not waited for; none when it is gone.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="ofAllThreads">Whether those that other threads than its first have started count, too; that takes a read for each thread.</param>
    public static List<int> ReadChildren(int pid, bool ofAllThreads)
    {
        List<int> children = [];
        string name = pid.ToString(CultureInfo.InvariantCulture);
        if (!ofAllThreads)
        {
            AddChildren($"/proc/{name}/task/{name}/children", children);
            return children;
        }

        try
        {
            foreach (string thread in Directory.EnumerateDirectories($"/proc/{name}/task"))
            {
                AddChildren(thread + "/children", children);
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

    private static void AddChildren(string path, List<int> children)
    {
        ReadOnlySpan<char> text = ReadText(path);
        foreach (Range child in text.Split(' '))
        {
            if (int.TryParse(text[child], CultureInfo.InvariantCulture, out int pid))
            {
                children.Add(pid);
            }
        }
    }

    private static string? ReadText(string path)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(4096);
        try
        {
            using SafeFileHandle file = File.OpenHandle(path);
            int length = 0;
            int count;
            while ((count = RandomAccess.Read(file, buffer.AsSpan(length), length)) > 0)
            {
                length += count;
                if (length == buffer.Length)
                {
                    byte[] larger = ArrayPool<byte>.Shared.Rent(2 * length);
                    buffer.CopyTo(larger, 0);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }
            }

            return Encoding.UTF8.GetString(buffer, 0, length);
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
