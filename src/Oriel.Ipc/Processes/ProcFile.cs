using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Unicode;
using Microsoft.Win32.SafeHandles;
using Oriel.Ipc.Interop;

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

    /// <summary>Adds the processes that a process has started and not waited for; none when it is gone. Makes no strings, because it is called often.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="ofAllThreads">Whether those that other threads than its first have started count, too; that takes a read for each thread.</param>
    /// <param name="children">What they are added to.</param>
    public static void AddChildren(int pid, bool ofAllThreads, List<int> children)
    {
        if (!ofAllThreads)
        {
            AddChildren(pid, pid, children);
            return;
        }

        try
        {
            foreach (string thread in Directory.EnumerateDirectories($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/task"))
            {
                AddChildren(pid, int.Parse(Path.GetFileName(thread.AsSpan()), CultureInfo.InvariantCulture), children);
            }
        }
        catch (IOException)
        {
            // It ended meanwhile.
        }
    }

    /// <summary>The first of its threads that has this name; null if none has, and if the process is gone.</summary>
    public static int? FindThread(int pid, string name)
    {
        try
        {
            return Directory.EnumerateDirectories($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/task")
                .Where(thread => ReadText(Path.Combine(thread, "comm"))?.TrimEnd('\n') == name)
                .Select(static thread => (int?)int.Parse(Path.GetFileName(thread.AsSpan()), CultureInfo.InvariantCulture))
                .FirstOrDefault();
        }
        catch (IOException)
        {
            // It ended meanwhile.
            return null;
        }
    }

    /// <summary>Reads its command line, the arguments separated by zeros, without making strings.</summary>
    /// <returns>How many bytes there are, as far as they fit; 0 for a process that is gone, or a zombie.</returns>
    public static int ReadCommandLine(int pid, Span<byte> buffer)
    {
        Span<byte> path = stackalloc byte[64];
        _ = Utf8.TryWrite(path, CultureInfo.InvariantCulture, $"/proc/{pid}/cmdline\0", out _);
        int length = 0;
        using FileDescriptor? file = TryOpen(path);
        while (file is not null && length < buffer.Length && Read(file, buffer[length..]) is > 0 and int count)
        {
            length += count;
        }

        return length;
    }

    /// <summary>The arguments; empty for a process that is gone or a zombie.</summary>
    public static string[] ReadArguments(int pid)
    {
        string? text = ReadText($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/cmdline");
        return string.IsNullOrEmpty(text) ? [] : text.TrimEnd('\0').Split('\0');
    }

    /// <summary>Identifies this run of the kernel, so that a pid written down before a restart of the machine is not taken for a living one.</summary>
    public static string ReadBootId() => ReadText("/proc/sys/kernel/random/boot_id")?.Trim() ?? "unknown";

    private static void AddChildren(int pid, int thread, List<int> children)
    {
        Span<byte> path = stackalloc byte[64];
        _ = Utf8.TryWrite(path, CultureInfo.InvariantCulture, $"/proc/{pid}/task/{thread}/children\0", out _);
        using FileDescriptor? file = TryOpen(path);
        Span<byte> text = stackalloc byte[1024];
        int child = 0;
        while (file is not null && Read(file, text) is > 0 and int count)
        {
            // A number may go on in the next part.
            foreach (byte character in text[..count])
            {
                if (character is >= (byte)'0' and <= (byte)'9')
                {
                    child = (10 * child) + character - '0';
                }
                else if (child > 0)
                {
                    children.Add(child);
                    child = 0;
                }
            }
        }
    }

    /// <returns>Null if there is no such file any more.</returns>
    private static unsafe FileDescriptor? TryOpen(ReadOnlySpan<byte> path)
    {
        fixed (byte* name = path)
        {
            int file = Libc.open(name, Constants.O_RDONLY | Constants.O_CLOEXEC, 0);
            return file < 0 ? null : new FileDescriptor(file);
        }
    }

    /// <returns>0 at the end, and if the process has ended meanwhile.</returns>
    private static unsafe int Read(FileDescriptor file, Span<byte> buffer)
    {
        fixed (byte* room = buffer)
        {
            return (int)Math.Max(0, Libc.read(file.Value, room, (nuint)buffer.Length));
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
