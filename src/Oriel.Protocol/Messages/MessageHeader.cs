using System;
using Oriel.Protocol.Cbor;

namespace Oriel.Protocol.Messages;

/// <summary>
/// What tells where a message belongs, read without allocating and without looking into the body: the body stands in one envelope,
/// whose length is its own, so the cost does not grow with the message.
/// </summary>
internal readonly ref struct MessageHeader
{
    private readonly ReadOnlySpan<byte> _message;
    private readonly Range _params;
    private readonly Range _result;
    private readonly Range _error;

    private MessageHeader(ReadOnlySpan<byte> message, ReadOnlySpan<byte> method, ReadOnlySpan<byte> sessionId, int? id, Range parameters, Range result, Range error)
    {
        _message = message;
        Method = method;
        SessionId = sessionId;
        Id = id;
        _params = parameters;
        _result = result;
        _error = error;
    }

    /// <summary>Absent from events, and from Chromium's answer to a command it could not read.</summary>
    public int? Id { get; }

    /// <summary>Empty in a response.</summary>
    public ReadOnlySpan<byte> Method { get; }

    /// <summary>Empty at browser level.</summary>
    public ReadOnlySpan<byte> SessionId { get; }

    /// <summary>The encoded map of parameters, envelope included; empty if there is none.</summary>
    public ReadOnlySpan<byte> Params => _message[_params];

    /// <summary>The encoded map of results, envelope included; empty if there is none.</summary>
    public ReadOnlySpan<byte> Result => _message[_result];

    /// <summary>The encoded <see cref="CdpError"/>, envelope included; empty if there is none.</summary>
    public ReadOnlySpan<byte> Error => _message[_error];

    /// <summary>Where <see cref="Params"/> lies in the message, for a holder of the message's memory.</summary>
    public Range ParamsRange => _params;

    /// <summary>Where <see cref="Result"/> lies in the message.</summary>
    public Range ResultRange => _result;

    /// <summary>Where <see cref="Error"/> lies in the message.</summary>
    public Range ErrorRange => _error;

    public bool IsCommand => Id is not null && !Method.IsEmpty;

    public bool IsEvent => Id is null && !Method.IsEmpty;

    public bool IsResponse => Method.IsEmpty;

    public bool IsError => !Error.IsEmpty;

    /// <summary>Reads the header of one whole message.</summary>
    /// <exception cref="ProtocolException">It is not one, or names a part of its header twice, so that two readers could take it for two things.</exception>
    public static MessageHeader Parse(ReadOnlySpan<byte> message)
    {
        int length = CborFormat.ReadMessageLength(message);
        if (length != message.Length)
        {
            throw new ProtocolException($"A message announces {length} bytes but has {message.Length}.");
        }

        ReadOnlySpan<byte> method = default;
        ReadOnlySpan<byte> sessionId = default;
        int? id = null;
        Range parameters = default;
        Range result = default;
        Range error = default;
        CborReader reader = new(message);
        CborScope scope = reader.ReadStartMap();
        while (reader.TryReadKey(ref scope, out ReadOnlySpan<byte> key))
        {
            switch (key.Length)
            {
                case 2 when key.SequenceEqual("id"u8):
                    id = id is null ? reader.ReadInt32() : throw Twice("id");
                    break;
                case 5 when key.SequenceEqual("error"u8):
                    error = ReadBody(ref reader, error, "error");
                    break;
                case 6 when key.SequenceEqual("method"u8):
                    method = method.IsEmpty ? ReadName(ref reader, "method") : throw Twice("method");
                    break;
                case 6 when key.SequenceEqual("params"u8):
                    parameters = ReadBody(ref reader, parameters, "params");
                    break;
                case 6 when key.SequenceEqual("result"u8):
                    result = ReadBody(ref reader, result, "result");
                    break;
                case 9 when key.SequenceEqual("sessionId"u8):
                    sessionId = sessionId.IsEmpty ? ReadName(ref reader, "sessionId") : throw Twice("sessionId");
                    break;
                case 0:
                    throw new ProtocolException("A message has a member without an ASCII name; another reader could take it for a part of the header.");
                default:
                    reader.SkipValue();
                    break;
            }
        }

        if (method.IsEmpty && result.Equals(default) && error.Equals(default))
        {
            throw new ProtocolException("A message has neither a method nor a result nor an error.");
        }

        return new MessageHeader(message, method, sessionId, id, parameters, result, error);
    }

    private static ReadOnlySpan<byte> ReadName(scoped ref CborReader reader, string name)
    {
        ReadOnlySpan<byte> text = reader.ReadUtf8();
        return text.IsEmpty ? throw new ProtocolException($"A message has an empty '{name}'; leave it out instead.") : text;
    }

    private static Range ReadBody(ref CborReader reader, Range known, string name)
    {
        if (!known.Equals(default))
        {
            throw Twice(name);
        }

        if (reader.PeekKind() != CborKind.Map)
        {
            throw new ProtocolException($"The '{name}' of a message is a map, but this one's is {reader.PeekKind()}.");
        }

        int start = reader.Position;
        reader.SkipValue();
        return start..reader.Position;
    }

    private static ProtocolException Twice(string name) => new($"A message has two members named '{name}'.");
}
