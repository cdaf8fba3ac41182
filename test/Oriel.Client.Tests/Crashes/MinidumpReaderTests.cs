using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Oriel.Client.Crashes;
using Xunit;

namespace Oriel.Client.Tests.Crashes;

/// <summary>Dumps made by hand, whole and broken; a real one is read in Oriel.Conformance.</summary>
public sealed class MinidumpReaderTests
{
    [Fact]
    public void A_dump_says_which_process_crashed_how_and_where()
    {
        MinidumpSummary? summary = Read(Dump("/usr/lib/chromium/chromium", version: (156, 0, 8078, 79)));

        Assert.Equal(
            new MinidumpSummary(4711, 11, "chromium", "156.0.8078.79", 0x234, DateTimeOffset.FromUnixTimeSeconds(1_800_000_000), IsOutOfMemory: false),
            summary);
    }

    [Theory]
    [InlineData(true, "v8-oom-location")]
    [InlineData(true, "num-switches", "page-allocator-mapped-size")]
    [InlineData(true, "ptype", "v8-oom-heap-size", "pid")]
    [InlineData(false)]
    [InlineData(false, "ptype", "pid", "oom", "page-allocator-mapped-size-2")]
    public void Its_notes_say_whether_memory_ran_out(bool isOutOfMemory, params string[] notes)
    {
        byte[] dump = Dump("/usr/lib/chromium/chromium", version: (1, 2, 3, 4), notes: notes);
        Assert.Equal(isOutOfMemory, Read(dump)!.IsOutOfMemory);
    }

    [Fact]
    public void What_was_executed_outside_of_all_modules_has_no_name()
    {
        MinidumpSummary summary = Read(Dump("/x/chromium", version: (1, 2, 3, 4), rip: 0x9999_0000))!;

        Assert.Equal(("", "", 0UL, 11u), (summary.ModuleName, summary.ModuleVersion, summary.FaultOffset, summary.ExceptionCode));
    }

    [Theory]
    [InlineData("")]
    [InlineData("MDMP")]
    [InlineData("not a dump at all, but long enough for a header")]
    public void What_is_no_dump_is_none(string text) => Assert.Null(Read(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void A_dump_that_was_cut_off_anywhere_does_no_harm()
    {
        byte[] dump = Dump("/usr/lib/chromium/chromium", version: (1, 2, 3, 4), notes: ["ptype", "v8-oom-location"]);
        for (int length = 0; length < dump.Length; length++)
        {
            _ = Read(dump[..length]);
        }
    }

    [Fact]
    public void Nor_does_one_with_wrong_bytes_anywhere()
    {
        byte[] whole = Dump("/usr/lib/chromium/chromium", version: (1, 2, 3, 4), notes: ["ptype", "v8-oom-location"]);
        foreach (byte wrong in new byte[] { 0x00, 0x7F, 0x80, 0xFF })
        {
            for (int position = 0; position < whole.Length; position++)
            {
                byte[] dump = [.. whole];
                dump[position] = wrong;
                _ = Read(dump);
            }
        }
    }

    private static MinidumpSummary? Read(byte[] dump) => MinidumpReader.Read(new MemoryStream(dump));

    private static byte[] Dump(string module, (int A, int B, int C, int D) version, ulong rip = 0x1000_0234, string[]? notes = null)
    {
        byte[] system = [9, 0, 0, 0, 0, 0, 0, 0];
        byte[] misc = [.. U32(24), .. U32(1), .. U32(4711), .. new byte[12]];
        List<byte> dump = [.. U32(0x504D444D), .. U32(0xA793), .. U32(5), .. U32(32), .. U32(0), .. U32(1_800_000_000), .. new byte[8]];
        const int Streams = 32 + (5 * 12);
        byte[] context = new byte[1232];
        BinaryPrimitives.WriteUInt64LittleEndian(context.AsSpan(0xF8), rip);
        byte[] name = Encoding.Unicode.GetBytes(module);
        int contextAt = Streams;
        int nameAt = contextAt + context.Length;
        int systemAt = nameAt + 4 + name.Length;
        int miscAt = systemAt + system.Length;
        byte[] exception = new byte[168];
        BinaryPrimitives.WriteUInt32LittleEndian(exception.AsSpan(8), 11);
        BinaryPrimitives.WriteInt32LittleEndian(exception.AsSpan(160), context.Length);
        BinaryPrimitives.WriteInt32LittleEndian(exception.AsSpan(164), contextAt);
        int exceptionAt = miscAt + misc.Length;
        byte[] modules =
        [
            .. U32(2), .. Module(0x5000_0000, 0x100, nameAt, (0, 0, 0, 0)), .. Module(0x1000_0000, 0x1000, nameAt, version),
        ];
        int modulesAt = exceptionAt + exception.Length;
        int notesAt = modulesAt + modules.Length;
        byte[] crashpad = Notes(notesAt, notes ?? []);
        foreach ((uint type, byte[] content, int at) in new[] { (7u, system, systemAt), (15u, misc, miscAt), (6u, exception, exceptionAt), (4u, modules, modulesAt), (0x43500001u, crashpad, notesAt) })
        {
            dump.AddRange([.. U32(type), .. U32((uint)content.Length), .. U32((uint)at)]);
        }

        return [.. dump, .. context, .. U32((uint)name.Length), .. name, .. system, .. misc, .. exception, .. modules, .. crashpad];
    }

    /// <summary>Of one module without any, and one with these.</summary>
    private static byte[] Notes(int at, string[] names)
    {
        int modules = at + 52;
        int first = modules + 4 + (2 * 12);
        int second = first + 28;
        int objects = second + 28;
        int text = objects + 4 + (names.Length * 12);
        List<byte> list = [.. U32((uint)names.Length)];
        List<byte> texts = [];
        foreach (string name in names)
        {
            list.AddRange([.. U32((uint)(text + texts.Count)), 1, 0, 0, 0, .. U32((uint)text)]);
            texts.AddRange([.. U32((uint)name.Length), .. Encoding.UTF8.GetBytes(name), 0]);
        }

        return
        [
            .. U32(1), .. new byte[40], .. U32(4 + (2 * 12)), .. U32((uint)modules),
            .. U32(2), .. U32(0), .. U32(28), .. U32((uint)first), .. U32(1), .. U32(28), .. U32((uint)second),
            .. U32(1), .. new byte[24],
            .. U32(1), .. new byte[16], .. U32((uint)list.Count), .. U32((uint)objects),
            .. list, .. texts,
        ];
    }

    private static byte[] Module(ulong begin, uint size, int nameAt, (int A, int B, int C, int D) version)
    {
        byte[] module = new byte[108];
        BinaryPrimitives.WriteUInt64LittleEndian(module, begin);
        BinaryPrimitives.WriteUInt32LittleEndian(module.AsSpan(8), size);
        BinaryPrimitives.WriteInt32LittleEndian(module.AsSpan(20), nameAt);
        BinaryPrimitives.WriteInt32LittleEndian(module.AsSpan(32), (version.A << 16) | version.B);
        BinaryPrimitives.WriteInt32LittleEndian(module.AsSpan(36), (version.C << 16) | version.D);
        return module;
    }

    private static IEnumerable<byte> U32(uint value) => BitConverter.GetBytes(value).AsEnumerable();
}
