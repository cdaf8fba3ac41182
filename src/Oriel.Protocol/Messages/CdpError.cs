using System;
using Oriel.Protocol.Cbor;

namespace Oriel.Protocol.Messages;

/// <summary>Why a command failed. From Chromium the code is JSON-RPC's; from the broker it is the HRESULT to raise.</summary>
internal sealed record CdpError(int Code, string Message, string? Data = null)
{
    /// <summary>The browser's code for a refusal that is no matter of the command's form.</summary>
    public const int ServerError = -32000;

    /// <summary>The error of a response that has one.</summary>
    public static CdpError From(in MessageHeader message)
    {
        CborReader reader = new(message.Error);
        return Read(ref reader);
    }

    public static CdpError Read(ref CborReader reader)
    {
        int code = 0;
        string message = "";
        string? data = null;
        CborScope scope = reader.ReadStartMap();
        while (reader.TryReadKey(ref scope, out ReadOnlySpan<byte> key))
        {
            if (key.SequenceEqual("code"u8))
            {
                code = reader.ReadInt32();
            }
            else if (key.SequenceEqual("message"u8))
            {
                message = reader.ReadString();
            }
            else if (key.SequenceEqual("data"u8) && reader.PeekKind() == CborKind.Text)
            {
                data = reader.ReadString();
            }
            else
            {
                reader.SkipValue();
            }
        }

        return new CdpError(code, message, data);
    }

    public void Write(ref CborWriter writer)
    {
        int map = writer.WriteStartMap();
        writer.WriteUtf8("code"u8);
        writer.WriteInt32(Code);
        writer.WriteUtf8("message"u8);
        writer.WriteString(Message);
        if (Data is not null)
        {
            writer.WriteUtf8("data"u8);
            writer.WriteString(Data);
        }

        writer.WriteEnd(map);
    }
}
