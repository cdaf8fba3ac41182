using System;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Cdp;

namespace Oriel.Protocol.Messages;

/// <summary>Builds whole messages.</summary>
internal static class CdpMessage
{
    /// <summary>Stands in for the parameters of an event that came without any.</summary>
    private static ReadOnlySpan<byte> EmptyMap => [CborFormat.IndefiniteMap, CborFormat.Break];

    /// <summary>A typed command; an empty session id means the browser level.</summary>
    public static void WriteCommand<TCommand>(ref CborWriter writer, int id, ReadOnlySpan<byte> sessionId, in TCommand command)
        where TCommand : ICdpCommand
    {
        int map = writer.WriteStartMap();
        WriteId(ref writer, id);
        writer.WriteUtf8("method"u8);
        writer.WriteUtf8(TCommand.Method);
        writer.WriteUtf8("params"u8);
        command.WriteParams(ref writer);
        WriteSessionId(ref writer, sessionId);
        writer.WriteEnd(map);
    }

    /// <summary>A command known only by name, with its parameters encoded already (or none).</summary>
    public static void WriteCommand(ref CborWriter writer, int id, ReadOnlySpan<byte> sessionId, ReadOnlySpan<byte> method, ReadOnlySpan<byte> parameters)
    {
        int map = writer.WriteStartMap();
        WriteId(ref writer, id);
        writer.WriteUtf8("method"u8);
        writer.WriteUtf8(method);
        if (!parameters.IsEmpty)
        {
            writer.WriteUtf8("params"u8);
            writer.WriteEncoded(parameters);
        }

        WriteSessionId(ref writer, sessionId);
        writer.WriteEnd(map);
    }

    public static void WriteResult<TResult>(ref CborWriter writer, int id, in TResult result)
        where TResult : ICdpWritable
    {
        int map = writer.WriteStartMap();
        WriteId(ref writer, id);
        writer.WriteUtf8("result"u8);
        result.Write(ref writer);
        writer.WriteEnd(map);
    }

    public static void WriteError(ref CborWriter writer, int id, CdpError error)
    {
        int map = writer.WriteStartMap();
        WriteId(ref writer, id);
        writer.WriteUtf8("error"u8);
        error.Write(ref writer);
        writer.WriteEnd(map);
    }

    /// <summary>An event; an empty session id means the browser level.</summary>
    public static void WriteEvent<TEvent>(ref CborWriter writer, in TEvent parameters, ReadOnlySpan<byte> sessionId = default)
        where TEvent : class, ICdpEvent<TEvent>, ICdpWritable
    {
        int map = writer.WriteStartMap();
        writer.WriteUtf8("method"u8);
        writer.WriteUtf8(TEvent.Method);
        writer.WriteUtf8("params"u8);
        parameters.Write(ref writer);
        WriteSessionId(ref writer, sessionId);
        writer.WriteEnd(map);
    }

    public static TEvent? ReadEvent<TEvent>(in MessageHeader header)
        where TEvent : class, ICdpEvent<TEvent>
    {
        CborReader reader = new(header.Params.IsEmpty ? EmptyMap : header.Params);
        return TEvent.Read(ref reader);
    }

    /// <summary>The result of a response that is no error.</summary>
    public static TResult ReadResult<TCommand, TResult>(in MessageHeader header)
        where TCommand : ICdpCommand<TResult>
    {
        CborReader reader = new(header.Result);
        return TCommand.ReadResult(ref reader);
    }

    /// <summary>The error of a response that is one.</summary>
    public static CdpError ReadError(in MessageHeader header)
    {
        CborReader reader = new(header.Error);
        return CdpError.Read(ref reader);
    }

    private static void WriteId(ref CborWriter writer, int id)
    {
        writer.WriteUtf8("id"u8);
        writer.WriteInt32(id);
    }

    private static void WriteSessionId(ref CborWriter writer, ReadOnlySpan<byte> sessionId)
    {
        if (!sessionId.IsEmpty)
        {
            writer.WriteUtf8("sessionId"u8);
            writer.WriteUtf8(sessionId);
        }
    }
}
