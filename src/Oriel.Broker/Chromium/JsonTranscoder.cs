using System;
using Oriel.Broker.Routing;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Messages;

namespace Oriel.Broker.Chromium;

/// <summary>
/// For a browser without CBOR: its pipe carries JSON texts, each ended by a zero byte, and hosts notice nothing. Two buffers, because a message that is being routed may
/// cause one that is sent.
/// </summary>
internal sealed class JsonTranscoder : IDisposable
{
    private readonly MessageBuffer _json = new();
    private readonly MessageBuffer _cbor = new();

    /// <param name="messages">One or more whole messages, back to back.</param>
    /// <returns>The texts with their ends, until the next call.</returns>
    public ReadOnlySpan<byte> ToJson(ReadOnlySpan<byte> messages)
    {
        _json.Clear();
        while (!messages.IsEmpty)
        {
            int length = CborFormat.ReadMessageLength(messages);
            CborJson.WriteJson(messages[..length], _json);
            _json.Write([0]);
            messages = messages[length..];
        }

        return _json.WrittenSpan;
    }

    /// <returns>The message, until the next call.</returns>
    public ReadOnlySpan<byte> ToCbor(ReadOnlySpan<byte> json)
    {
        _cbor.Clear();
        CborJson.WriteCbor(json, _cbor);
        return _cbor.WrittenSpan;
    }

    /// <returns>The message that a command is answered with when it cannot be sent.</returns>
    public static byte[] Refusal(int id, string reason)
    {
        using MessageBuffer buffer = new();
        CborWriter writer = new(buffer);
        CdpMessage.WriteError(ref writer, id, new CdpError(BrowserErrors.Refused, reason));
        return buffer.WrittenSpan.ToArray();
    }

    public void Dispose()
    {
        _json.Dispose();
        _cbor.Dispose();
    }
}
