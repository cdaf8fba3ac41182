using System;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Oriel.Benchmarks.Hosts;

/// <summary>What the kernel counts of a process, at one moment.</summary>
internal sealed record ProcessFigures(int Pid, double ResidentMegabytes, double AnonymousMegabytes, long Wakeups, long Preemptions, long Reads, long BytesRead, double CpuMilliseconds)
{
    // USER_HZ, which is 100 on every Linux that .NET runs on.
    private const double MillisecondsPerTick = 10;

    public static ProcessFigures Of(int pid)
    {
        string folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}");
        string[] threads = [.. Directory.EnumerateDirectories($"{folder}/task")];
        string[] stat = Stat(pid);
        return new ProcessFigures(
            pid,
            Value($"{folder}/status", "VmRSS:") / 1024d,
            Value($"{folder}/status", "RssAnon:") / 1024d,
            threads.Sum(static thread => Value($"{thread}/status", "voluntary_ctxt_switches:")),
            threads.Sum(static thread => Value($"{thread}/status", "nonvoluntary_ctxt_switches:")),
            Value($"{folder}/io", "syscr:"),
            Value($"{folder}/io", "rchar:"),
            (long.Parse(stat[11], CultureInfo.InvariantCulture) + long.Parse(stat[12], CultureInfo.InvariantCulture)) * MillisecondsPerTick);
    }

    /// <summary>The broker, which is the browser's parent.</summary>
    public static int ParentOf(int pid)
    {
        int parent = int.Parse(Stat(pid)[1], CultureInfo.InvariantCulture);
        string name = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{parent}/comm")).Trim();
        return name == "oriel-broker"
            ? parent
            : throw new IOException($"The parent of browser process {pid} is process {parent}, '{name}', not the broker. Was the broker built ahead of time, as bench/run.sh does?");
    }

    /// <summary>The fields after the process's name, the state first.</summary>
    private static string[] Stat(int pid)
    {
        string text = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/stat"));
        return text[(text.LastIndexOf(')') + 2)..].Split(' ');
    }

    private static long Value(string file, string name)
    {
        string line = File.ReadLines(file).First(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);
    }
}
