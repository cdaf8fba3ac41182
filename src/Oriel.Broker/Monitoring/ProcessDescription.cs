using System;
using System.Linq;
using System.Text;
using Oriel.Ipc.Processes;
using Oriel.Protocol.Cdp;

namespace Oriel.Broker.Monitoring;

/// <summary>What a process of a browser's group is, by its command line.</summary>
internal static class ProcessDescription
{
    public const string Browser = "browser";
    public const string Zygote = "zygote";
    public const string CrashHandler = "crashpad-handler";
    public const string Utility = "utility";
    public const string Renderer = "renderer";
    public const string Unknown = "unknown";

    /// <returns>Null for a process that is gone, or that has no command line yet.</returns>
    public static BrokerDomain.ProcessInfo? Read(int processId)
    {
        string[] arguments = ProcFile.ReadArguments(processId);
        if (arguments.Length == 0)
        {
            return null;
        }

        string? type = arguments[0].EndsWith("crashpad_handler", StringComparison.Ordinal) ? CrashHandler : Value(arguments, "--type=");
        string? subType = Value(arguments, "--utility-sub-type=");
        return new BrokerDomain.ProcessInfo(processId, type ?? Unknown, subType is null ? null : DescribeUtility(subType));
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

    // A process that was forked off the zygote may show its arguments as one text with spaces between.
    private static string? Value(string[] arguments, string name) =>
        arguments.SelectMany(static argument => argument.Split(' '))
            .Where(argument => argument.StartsWith(name, StringComparison.Ordinal))
            .Select(argument => argument[name.Length..])
            .FirstOrDefault();
}
