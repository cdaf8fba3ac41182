using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Oriel.Ipc.Processes;
using Oriel.Protocol.Cdp;

namespace Oriel.Broker.Monitoring;

/// <summary>The processes of a browser's group, as /proc shows them now: the browser process and all that descends from it.</summary>
internal static class ProcessLister
{
    private const string CrashHandler = "crashpad-handler";

    /// <summary>All but the crash handlers, the browser process first.</summary>
    public static List<BrokerDomain.ProcessInfo> List(int browserPid)
    {
        ILookup<int, int> children = Directory.EnumerateDirectories("/proc")
            .Where(static folder => char.IsAsciiDigit(folder["/proc/".Length]))
            .Select(static folder => ProcFile.ReadStat(int.Parse(folder.AsSpan("/proc/".Length), CultureInfo.InvariantCulture)))
            .Where(static stat => stat is { IsZombie: false })
            .ToLookup(static stat => stat!.Value.ParentId, static stat => stat!.Value.ProcessId);
        List<BrokerDomain.ProcessInfo> found = [];
        Queue<int> toVisit = new([browserPid]);
        while (toVisit.TryDequeue(out int processId))
        {
            foreach (int child in children[processId])
            {
                toVisit.Enqueue(child);
            }

            if (Describe(processId, processId == browserPid) is { } process)
            {
                found.Add(process);
            }
        }

        return found;
    }

    /// <summary>English words for a utility's sub-type: <c>network.mojom.NetworkService</c> is the "Network Service".</summary>
    internal static string DescribeUtility(string subType)
    {
        string name = subType[(subType.LastIndexOf('.') + 1)..];
        StringBuilder words = new();
        for (int i = 0; i < name.Length; i++)
        {
            bool beginsWord = i > 0 && char.IsAsciiLetterUpper(name[i])
                && (!char.IsAsciiLetterUpper(name[i - 1]) || (i + 1 < name.Length && char.IsAsciiLetterLower(name[i + 1])));
            words.Append(beginsWord ? " " : "").Append(name[i]);
        }

        return words.ToString();
    }

    private static BrokerDomain.ProcessInfo? Describe(int processId, bool isBrowser)
    {
        string[] arguments = ProcFile.ReadArguments(processId);
        if (arguments.Length == 0)
        {
            return null;
        }

        if (isBrowser)
        {
            return new BrokerDomain.ProcessInfo(processId, "browser");
        }

        string? type = Value(arguments, "--type=");
        if (type == CrashHandler || arguments[0].EndsWith("crashpad_handler", StringComparison.Ordinal))
        {
            return null;
        }

        string? subType = Value(arguments, "--utility-sub-type=");
        return new BrokerDomain.ProcessInfo(processId, type ?? "unknown", subType is null ? null : DescribeUtility(subType));
    }

    // A process that was forked off the zygote may show its arguments as one text with spaces between.
    private static string? Value(string[] arguments, string name) =>
        arguments.SelectMany(static argument => argument.Split(' '))
            .Where(argument => argument.StartsWith(name, StringComparison.Ordinal))
            .Select(argument => argument[name.Length..])
            .FirstOrDefault();
}
