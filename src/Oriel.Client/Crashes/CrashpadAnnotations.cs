using System;
using Oriel.Ipc.Dumps;

namespace Oriel.Client.Crashes;

/// <summary>
/// The notes that a process of the browser keeps for its crash handler (minidump_extensions.h of Crashpad): a list of modules, each with a list of named values. Chromium ends itself by the same trap when
/// a CHECK fails and when memory runs out; but in the second case, and only then, it writes some of these notes before (docs/adr/0020).
/// </summary>
internal static class CrashpadAnnotations
{
    private const uint InfoSize = 52;
    private const int ModulesInInfo = 44;
    private const int ModuleLinkSize = 12;
    private const int ModuleInfoSize = 28;
    private const int ObjectsInModuleInfo = 20;
    private const int ObjectSize = 12;
    private const uint MostModules = 1000;
    private const uint MostObjects = 4000;
    private const uint LongestName = 256;

    public static bool SayOutOfMemory(MinidumpFile dump)
    {
        byte[] info = dump.ReadStream(MinidumpFile.CrashpadInfoStream, InfoSize);
        ReadOnlySpan<byte> modules = info.Length < InfoSize ? [] : ReadList(dump, info.AsSpan(ModulesInInfo), ModuleLinkSize, MostModules);
        uint left = MostObjects;
        for (; modules.Length >= ModuleLinkSize; modules = modules[ModuleLinkSize..])
        {
            byte[] module = dump.Read(MinidumpFile.U32(modules, 8), ModuleInfoSize);
            ReadOnlySpan<byte> objects = module.Length < ModuleInfoSize ? [] : ReadList(dump, module.AsSpan(ObjectsInModuleInfo), ObjectSize, left);
            left -= (uint)(objects.Length / ObjectSize);
            for (; objects.Length >= ObjectSize; objects = objects[ObjectSize..])
            {
                if (IsOfOutOfMemory(ReadName(dump, MinidumpFile.U32(objects, 0))))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>The first are V8's, of an exhausted heap or address space; the other is Blink's, when an allocation of a page has failed.</summary>
    private static bool IsOfOutOfMemory(ReadOnlySpan<byte> name) => name.StartsWith("v8-oom-"u8) || name.SequenceEqual("page-allocator-mapped-size"u8);

    /// <param name="dump">The dump.</param>
    /// <param name="location">Where the list is: its size and position. It begins with the number of its entries.</param>
    /// <param name="size">Of an entry.</param>
    /// <param name="most">No more entries are read.</param>
    private static byte[] ReadList(MinidumpFile dump, ReadOnlySpan<byte> location, uint size, uint most)
    {
        uint position = MinidumpFile.U32(location, 4);
        byte[] count = MinidumpFile.U32(location, 0) < 4 ? [] : dump.Read(position, 4);
        return count.Length < 4 ? [] : dump.Read((ulong)position + 4, Math.Min(MinidumpFile.U32(count, 0), most) * size);
    }

    private static byte[] ReadName(MinidumpFile dump, uint position)
    {
        byte[] length = dump.Read(position, 4);
        return length.Length < 4 || MinidumpFile.U32(length, 0) > LongestName ? [] : dump.Read((ulong)position + 4, MinidumpFile.U32(length, 0));
    }
}
