using System;
using System.Buffers.Binary;
using System.IO;

namespace Oriel.Ipc.Dumps;

/// <summary>
/// A minidump, read piece by piece where it lies. The format is documented by Microsoft (minidumpapiset.h); Chromium's crash handler writes it on every platform. The file is written about a process that a
/// page may have had in its hand, so nothing in it is believed: what points outside it, or is larger than it could be, is taken for not there.
/// </summary>
internal sealed class MinidumpFile : IDisposable
{
    public const uint ModuleListStream = 4;
    public const uint ExceptionStream = 6;
    public const uint SystemInfoStream = 7;
    public const uint MiscInfoStream = 15;

    /// <summary>Crashpad's own.</summary>
    public const uint CrashpadInfoStream = 0x43500001;

    private const uint Signature = 0x504D444D;
    private const int HeaderSize = 32;
    private const int EntrySize = 12;
    private const int MostStreams = 64;
    private const uint HasProcessId = 1;

    private readonly Stream _file;
    private readonly long _length;
    private readonly byte[] _streams;

    private MinidumpFile(Stream file, uint writtenAt, byte[] streams)
    {
        _file = file;
        _length = file.Length;
        _streams = streams;
        WrittenAt = writtenAt;
    }

    /// <summary>In seconds since 1970.</summary>
    public uint WrittenAt { get; }

    /// <returns>Null for what is no dump.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static MinidumpFile? TryOpen(string path) =>
        TryOpen(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0));

    /// <param name="file">Closed with the dump, or at once if it is none.</param>
    public static MinidumpFile? TryOpen(Stream file)
    {
        byte[] header = Read(file, 0, HeaderSize);
        if (header.Length == HeaderSize && U32(header, 0) == Signature)
        {
            uint count = Math.Min(U32(header, 8), MostStreams);
            return new MinidumpFile(file, U32(header, 20), Read(file, U32(header, 12), count * EntrySize));
        }

        file.Dispose();
        return null;
    }

    /// <summary>Which process crashed, and on Linux by which signal.</summary>
    /// <returns>0 for what it does not say.</returns>
    public (int ProcessId, uint ExceptionCode) ReadSubject()
    {
        byte[] misc = ReadStream(MiscInfoStream, 12);
        byte[] exception = ReadStream(ExceptionStream, 12);
        return (
            misc.Length == 12 && (U32(misc, 4) & HasProcessId) != 0 ? (int)U32(misc, 8) : 0,
            exception.Length == 12 ? U32(exception, 8) : 0);
    }

    /// <summary>The beginning of a stream, which may be less than is asked for; empty if there is none.</summary>
    public byte[] ReadStream(uint type, uint most)
    {
        for (int at = 0; at + EntrySize <= _streams.Length; at += EntrySize)
        {
            if (U32(_streams, at) == type)
            {
                return Read(U32(_streams, at + 8), Math.Min(U32(_streams, at + 4), most));
            }
        }

        return [];
    }

    /// <returns>Empty if it is not all inside the dump.</returns>
    public byte[] Read(ulong position, uint length) =>
        position <= (ulong)_length && length <= (ulong)_length - position ? Read(_file, (long)position, length) : [];

    public void Dispose() => _file.Dispose();

    public static uint U32(ReadOnlySpan<byte> data, int position) => BinaryPrimitives.ReadUInt32LittleEndian(data[position..]);

    public static ulong U64(ReadOnlySpan<byte> data, int position) => BinaryPrimitives.ReadUInt64LittleEndian(data[position..]);

    private static byte[] Read(Stream file, long position, uint length)
    {
        if (position > file.Length || length > file.Length - position)
        {
            return [];
        }

        byte[] bytes = new byte[length];
        file.Position = position;
        int count = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return count == bytes.Length ? bytes : [];
    }
}
