using System;
using System.Text;
using Oriel.Protocol.Cdp;

namespace Oriel.Broker.Monitoring;

/// <summary>What a process of a browser's group is, by its command line. A process that was forked off the zygote may show its arguments as one text with spaces between.</summary>
internal readonly ref struct ProcessDescription
{
    public const string Browser = "browser";
    public const string Zygote = "zygote";
    public const string CrashHandler = "crashpad-handler";
    public const string Utility = "utility";
    public const string Renderer = "renderer";
    public const string Unknown = "unknown";

    /// <summary>What the types are before anything else in every command line of Chromium, so the rest may be cut off.</summary>
    public const int MostBytes = 8192;

    private static readonly string[] s_types = [Renderer, Utility, "gpu-process", Zygote];

    private readonly ReadOnlySpan<byte> _type;
    private readonly ReadOnlySpan<byte> _subType;
    private readonly bool _isCrashHandler;

    private ProcessDescription(ReadOnlySpan<byte> type, ReadOnlySpan<byte> subType, bool isCrashHandler)
    {
        _type = type;
        _subType = subType;
        _isCrashHandler = isCrashHandler;
    }

    public bool IsZygote => _type.SequenceEqual("zygote"u8);

    /// <summary>Whether something is missing that every process says of itself once it has become what it is to be.</summary>
    public bool IsPartial => (_type.IsEmpty && !_isCrashHandler) || (_type.SequenceEqual("utility"u8) && _subType.IsEmpty);

    public static ProcessDescription Of(ReadOnlySpan<byte> commandLine)
    {
        int end = commandLine.IndexOfAny((byte)0, (byte)' ');
        ReadOnlySpan<byte> program = end < 0 ? commandLine : commandLine[..end];
        return new ProcessDescription(Value(commandLine, "--type="u8), Value(commandLine, "--utility-sub-type="u8), program.EndsWith("crashpad_handler"u8));
    }

    public BrokerDomain.ProcessInfo ToInfo(int processId) => new(processId, TypeName(), _subType.IsEmpty ? null : DescribeUtility(Encoding.UTF8.GetString(_subType)));

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

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> commandLine, ReadOnlySpan<byte> name)
    {
        foreach (Range argument in commandLine.SplitAny((byte)0, (byte)' '))
        {
            if (commandLine[argument].StartsWith(name))
            {
                return commandLine[argument][name.Length..];
            }
        }

        return default;
    }

    private string TypeName()
    {
        if (_isCrashHandler || _type.IsEmpty)
        {
            return _isCrashHandler ? CrashHandler : Unknown;
        }

        foreach (string type in s_types)
        {
            if (Ascii.Equals(_type, type))
            {
                return type;
            }
        }

        return Encoding.UTF8.GetString(_type);
    }
}
