using System;
using System.Buffers.Binary;
using System.IO;
using System.Text;

namespace Oriel.Client.Crashes;

/// <summary>
/// Reads the few streams of a minidump that say what crashed and where. The format is documented by Microsoft (minidumpapiset.h); Chromium's crash handler writes it on every platform. The file is written
/// about a process that a page may have had in its hand, so nothing in it is believed: what points outside it, or is larger than it could be, is taken for not said.
/// </summary>
internal static class MinidumpReader
{
    private const uint Signature = 0x504D444D;
    private const int HeaderSize = 32;
    private const int DirectoryEntrySize = 12;
    private const int ModuleSize = 108;
    private const uint ModuleListStream = 4;
    private const uint ExceptionStream = 6;
    private const uint SystemInfoStream = 7;
    private const uint MiscInfoStream = 15;
    private const uint MiscInfoHasProcessId = 1;
    private const ushort ArchitectureAmd64 = 9;
    private const ushort ArchitectureArm64 = 12;
    private const int MostStreams = 1024;
    private const int MostModules = 10_000;
    private const int LongestName = 4096;

    /// <summary>Where in an exception stream its context is, and where in a context the instruction pointer.</summary>
    private const int ContextLocation = 160;
    private const int RipInContext = 0xF8;
    private const int PcInArm64Context = 264;

    /// <returns>Null for what is no dump, or not a whole one.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static MinidumpSummary? Read(string path)
    {
        // Dumps of a browser are some hundred kilobytes.
        byte[] dump = File.ReadAllBytes(path);
        return Read(dump);
    }

    public static MinidumpSummary? Read(ReadOnlySpan<byte> dump)
    {
        if (dump.Length < HeaderSize || U32(dump, 0) != Signature)
        {
            return null;
        }

        ReadOnlySpan<byte> misc = Stream(dump, MiscInfoStream);
        ReadOnlySpan<byte> exception = Stream(dump, ExceptionStream);
        ulong instruction = ReadInstructionPointer(dump, exception);
        (string name, string version, ulong offset) = FindModule(dump, instruction);
        return new MinidumpSummary(
            misc.Length >= 12 && (U32(misc, 4) & MiscInfoHasProcessId) != 0 ? (int)U32(misc, 8) : 0,
            exception.Length >= 12 ? U32(exception, 8) : 0,
            name,
            version,
            offset,
            DateTimeOffset.FromUnixTimeSeconds(U32(dump, 20)));
    }

    private static ulong ReadInstructionPointer(ReadOnlySpan<byte> dump, ReadOnlySpan<byte> exception)
    {
        ReadOnlySpan<byte> system = Stream(dump, SystemInfoStream);
        if (exception.Length < ContextLocation + 8 || system.Length < 2)
        {
            return 0;
        }

        int offset = BinaryPrimitives.ReadUInt16LittleEndian(system) switch
        {
            ArchitectureAmd64 => RipInContext,
            ArchitectureArm64 => PcInArm64Context,
            _ => -1,
        };
        ReadOnlySpan<byte> context = At(dump, U32(exception, ContextLocation + 4), U32(exception, ContextLocation));
        return offset >= 0 && context.Length >= offset + 8 ? U64(context, offset) : 0;
    }

    private static (string Name, string Version, ulong Offset) FindModule(ReadOnlySpan<byte> dump, ulong address)
    {
        ReadOnlySpan<byte> modules = Stream(dump, ModuleListStream);
        uint count = modules.Length >= 4 ? Math.Min(U32(modules, 0), MostModules) : 0;
        for (int i = 0; i < count && 4 + ((i + 1) * ModuleSize) <= modules.Length; i++)
        {
            ReadOnlySpan<byte> module = modules.Slice(4 + (i * ModuleSize), ModuleSize);
            ulong begin = U64(module, 0);
            if (address >= begin && address - begin < U32(module, 8))
            {
                return (Path.GetFileName(ReadName(dump, U32(module, 20))), ReadVersion(module), address - begin);
            }
        }

        return ("", "", 0);
    }

    private static string ReadName(ReadOnlySpan<byte> dump, uint position)
    {
        ReadOnlySpan<byte> length = At(dump, position, 4);
        return length.IsEmpty || U32(length, 0) > LongestName ? "" : Encoding.Unicode.GetString(At(dump, (ulong)position + 4, U32(length, 0)));
    }

    /// <summary>Of a VS_FIXEDFILEINFO; that of a module without a version is empty.</summary>
    private static string ReadVersion(ReadOnlySpan<byte> module)
    {
        uint high = U32(module, 32);
        uint low = U32(module, 36);
        return (high | low) == 0 ? "" : FormattableString.Invariant($"{high >> 16}.{high & 0xFFFF}.{low >> 16}.{low & 0xFFFF}");
    }

    private static ReadOnlySpan<byte> Stream(ReadOnlySpan<byte> dump, uint type)
    {
        uint count = Math.Min(U32(dump, 8), MostStreams);
        for (uint i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> entry = At(dump, U32(dump, 12) + ((ulong)i * DirectoryEntrySize), DirectoryEntrySize);
            if (!entry.IsEmpty && U32(entry, 0) == type)
            {
                return At(dump, U32(entry, 8), U32(entry, 4));
            }
        }

        return default;
    }

    /// <returns>Nothing for what is not all inside the dump.</returns>
    private static ReadOnlySpan<byte> At(ReadOnlySpan<byte> dump, ulong position, uint length) =>
        position <= (ulong)dump.Length && length <= (ulong)dump.Length - position ? dump.Slice((int)position, (int)length) : default;

    private static uint U32(ReadOnlySpan<byte> data, int position) => BinaryPrimitives.ReadUInt32LittleEndian(data[position..]);

    private static ulong U64(ReadOnlySpan<byte> data, int position) => BinaryPrimitives.ReadUInt64LittleEndian(data[position..]);
}
