using System;
using System.IO;
using System.Text;
using Oriel.Ipc.Dumps;

namespace Oriel.Client.Crashes;

/// <summary>Reads the few streams of a minidump that say what crashed, where, and whether for want of memory; of a dump of several megabytes some ten thousand bytes.</summary>
internal static class MinidumpReader
{
    private const int ModuleSize = 108;
    private const ushort ArchitectureAmd64 = 9;
    private const ushort ArchitectureArm64 = 12;
    private const uint MostModules = 10_000;
    private const uint LongestName = 4096;

    /// <summary>Where in an exception stream its context is, and where in a context the instruction pointer.</summary>
    private const int ContextLocation = 160;
    private const int RipInContext = 0xF8;
    private const int PcInArm64Context = 264;

    /// <returns>Null for what is no dump, or not a whole one.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static MinidumpSummary? Read(string path) => Read(MinidumpFile.TryOpen(path));

    public static MinidumpSummary? Read(Stream file) => Read(MinidumpFile.TryOpen(file));

    private static MinidumpSummary? Read(MinidumpFile? file)
    {
        using MinidumpFile? dump = file;
        if (dump is null)
        {
            return null;
        }

        (int processId, uint exceptionCode) = dump.ReadSubject();
        (string name, string version, ulong offset) = FindModule(dump, ReadInstructionPointer(dump));
        return new MinidumpSummary(
            processId, exceptionCode, name, version, offset, DateTimeOffset.FromUnixTimeSeconds(dump.WrittenAt), CrashpadAnnotations.SayOutOfMemory(dump));
    }

    private static ulong ReadInstructionPointer(MinidumpFile dump)
    {
        byte[] system = dump.ReadStream(MinidumpFile.SystemInfoStream, 2);
        byte[] exception = dump.ReadStream(MinidumpFile.ExceptionStream, ContextLocation + 8);
        if (exception.Length < ContextLocation + 8 || system.Length < 2)
        {
            return 0;
        }

        uint offset = (system[0] | (system[1] << 8)) switch
        {
            ArchitectureAmd64 => RipInContext,
            ArchitectureArm64 => PcInArm64Context,
            _ => uint.MaxValue,
        };
        if (offset == uint.MaxValue || MinidumpFile.U32(exception, ContextLocation) < offset + 8)
        {
            return 0;
        }

        byte[] pointer = dump.Read((ulong)MinidumpFile.U32(exception, ContextLocation + 4) + offset, 8);
        return pointer.Length == 8 ? MinidumpFile.U64(pointer, 0) : 0;
    }

    private static (string Name, string Version, ulong Offset) FindModule(MinidumpFile dump, ulong address)
    {
        ReadOnlySpan<byte> modules = dump.ReadStream(MinidumpFile.ModuleListStream, 4 + (MostModules * ModuleSize));
        uint count = modules.Length >= 4 ? Math.Min(MinidumpFile.U32(modules, 0), MostModules) : 0;
        for (int i = 0; i < count && 4 + ((i + 1) * ModuleSize) <= modules.Length; i++)
        {
            ReadOnlySpan<byte> module = modules.Slice(4 + (i * ModuleSize), ModuleSize);
            ulong begin = MinidumpFile.U64(module, 0);
            if (address >= begin && address - begin < MinidumpFile.U32(module, 8))
            {
                return (Path.GetFileName(ReadName(dump, MinidumpFile.U32(module, 20))), ReadVersion(module), address - begin);
            }
        }

        return ("", "", 0);
    }

    private static string ReadName(MinidumpFile dump, uint position)
    {
        byte[] length = dump.Read(position, 4);
        return length.Length < 4 || MinidumpFile.U32(length, 0) > LongestName ? "" : Encoding.Unicode.GetString(dump.Read((ulong)position + 4, MinidumpFile.U32(length, 0)));
    }

    /// <summary>Of a VS_FIXEDFILEINFO; that of a module without a version is empty.</summary>
    private static string ReadVersion(ReadOnlySpan<byte> module)
    {
        uint high = MinidumpFile.U32(module, 32);
        uint low = MinidumpFile.U32(module, 36);
        return (high | low) == 0 ? "" : FormattableString.Invariant($"{high >> 16}.{high & 0xFFFF}.{low >> 16}.{low & 0xFFFF}");
    }
}
