using System;
using Oriel.Protocol.Cbor;

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

    public void Dispose()
    {
        _json.Dispose();
        _cbor.Dispose();
    }
}
