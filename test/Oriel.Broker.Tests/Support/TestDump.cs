using System;
using System.Collections.Generic;
using System.Linq;

namespace Oriel.Broker.Tests.Support;

/// <summary>A minidump that says which process crashed, and by which signal, and nothing else.</summary>
internal static class TestDump
{
    private const int Streams = 32;
    private const int Misc = Streams + (2 * 12);
    private const int Exception = Misc + 24;

    public static byte[] Of(int processId, int signal) =>
    [
        .. Words(0x504D444D, 0xA793, 2, Streams, 0, 1_800_000_000, 0, 0),
        .. Words(15, 24, Misc), .. Words(6, 168, Exception),
        .. Words(24, 1, (uint)processId, 0, 0, 0),
        .. Words(0, 0, (uint)signal), .. new byte[156],
    ];

    private static IEnumerable<byte> Words(params uint[] words) => words.SelectMany(BitConverter.GetBytes);
}
