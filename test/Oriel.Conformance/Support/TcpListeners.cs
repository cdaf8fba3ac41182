using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Oriel.Conformance.Support;

/// <summary>TCP sockets that listen, as the kernel lists them, by the processes that have them open.</summary>
internal static class TcpListeners
{
    private const string Listening = "0A";

    /// <returns>One line for each process and listening socket.</returns>
    public static IReadOnlyList<string> Of(IEnumerable<int> processes)
    {
        Dictionary<string, string> listening = new[] { "/proc/net/tcp", "/proc/net/tcp6" }
            .Where(File.Exists)
            .SelectMany(File.ReadLines)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields is [_, _, _, Listening, ..])
            .DistinctBy(fields => fields[9])
            .ToDictionary(fields => $"socket:[{fields[9]}]", fields => fields[1]);
        return [.. from process in processes
                   from descriptor in Descriptors(process)
                   where listening.ContainsKey(descriptor)
                   select $"process {process} listens at {listening[descriptor]}"];
    }

    private static string[] Descriptors(int process)
    {
        string folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/fd");
        return Directory.Exists(folder) ? [.. new DirectoryInfo(folder).EnumerateFileSystemInfos().Select(entry => entry.LinkTarget ?? "")] : [];
    }
}
