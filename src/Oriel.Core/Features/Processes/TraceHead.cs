using System;
using System.Collections.Generic;
using Oriel.Protocol.Cbor;

namespace Oriel.Core.Features.Processes;

/// <summary>Reads the event <c>TracingStartedInBrowser</c>, <c>{name, args: {data: {frames: [{processId, url, isOutermostMainFrame}]}}}</c>, and passes over all others.</summary>
internal static class TraceHead
{
    internal static void Read(IReadOnlyList<CborValue> events, List<FrameProcess> frames)
    {
        foreach (CborValue traced in events)
        {
            CborReader reader = traced.Read();
            if (Name(reader) == "TracingStartedInBrowser" && Enter(ref reader, "args"u8) && Enter(ref reader, "data"u8) && Enter(ref reader, "frames"u8))
            {
                CborScope list = reader.ReadStartArray();
                while (reader.TryReadItem(ref list))
                {
                    Add(ref reader, frames);
                }
            }
        }
    }

    /// <param name="reader">A copy: the caller's stays where it was.</param>
    private static string? Name(CborReader reader) => Enter(ref reader, "name"u8) ? reader.ReadString() : null;

    /// <summary>Goes to the value of a map's member.</summary>
    private static bool Enter(ref CborReader reader, ReadOnlySpan<byte> member)
    {
        CborScope map = reader.ReadStartMap();
        while (reader.TryReadKey(ref map, out ReadOnlySpan<byte> key))
        {
            if (key.SequenceEqual(member))
            {
                return true;
            }

            reader.SkipValue();
        }

        return false;
    }

    private static void Add(ref CborReader reader, List<FrameProcess> frames)
    {
        int? processId = null;
        string uri = "";
        bool isMainFrame = false;
        CborScope map = reader.ReadStartMap();
        while (reader.TryReadKey(ref map, out ReadOnlySpan<byte> key))
        {
            switch (key)
            {
                case var _ when key.SequenceEqual("processId"u8):
                    processId = reader.ReadInt32();
                    break;
                case var _ when key.SequenceEqual("url"u8):
                    uri = reader.ReadString();
                    break;
                case var _ when key.SequenceEqual("isOutermostMainFrame"u8):
                    isMainFrame = reader.ReadBoolean();
                    break;
                default:
                    reader.SkipValue();
                    break;
            }
        }

        // A frame whose process has not started yet has a made-up name for it instead of an id.
        if (processId is { } known)
        {
            frames.Add(new FrameProcess(known, uri, isMainFrame));
        }
    }
}
