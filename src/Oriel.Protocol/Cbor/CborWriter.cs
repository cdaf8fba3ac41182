using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Text.Unicode;

namespace Oriel.Protocol.Cbor;

/// <summary>
/// Writes values as Chromium accepts them: every map and array is indefinite and stands in an envelope whose length is patched in when
/// it ends. It owns nothing; the buffer belongs to the caller.
/// </summary>
internal readonly ref struct CborWriter
{
    private readonly MessageBuffer _buffer;

    public CborWriter(MessageBuffer buffer)
    {
        _buffer = buffer;
    }

    public MessageBuffer Buffer => _buffer;

    /// <returns>The mark to hand to <see cref="WriteEnd"/>.</returns>
    public int WriteStartMap() => WriteStart(CborFormat.IndefiniteMap);

    /// <returns>The mark to hand to <see cref="WriteEnd"/>.</returns>
    public int WriteStartArray() => WriteStart(CborFormat.IndefiniteArray);

    /// <summary>Ends the map or array that <paramref name="mark"/> began.</summary>
    public void WriteEnd(int mark)
    {
        _buffer.Take(1)[0] = CborFormat.Break;
        Span<byte> envelope = _buffer.From(mark);
        BinaryPrimitives.WriteUInt32BigEndian(envelope[3..], (uint)(envelope.Length - CborFormat.EnvelopeHeaderSize));
    }

    /// <summary>Text that is UTF-8 already: keys, method names, session ids.</summary>
    public void WriteUtf8(ReadOnlySpan<byte> text)
    {
        WriteHead(CborFormat.MajorText, (uint)text.Length);
        _buffer.Write(text);
    }

    /// <summary>
    /// Text as UTF-8 if it is well-formed; a text with lone surrogates, which UTF-8 cannot hold, as UTF-16.
    /// </summary>
    public void WriteString(ReadOnlySpan<char> text)
    {
        // Most texts are ASCII: leave as much room for the head as that needs, and move the bytes in the rarer case.
        int start = _buffer.Length;
        int room = HeadSize((uint)text.Length);
        _buffer.Take(room);
        ReadOnlySpan<char> rest = text;
        while (!rest.IsEmpty)
        {
            OperationStatus status = Utf8.FromUtf16(rest, _buffer.GetSpan(Math.Max(rest.Length, 4)), out int read, out int written, replaceInvalidSequences: false);
            _buffer.Advance(written);
            rest = rest[read..];
            if (status is not (OperationStatus.Done or OperationStatus.DestinationTooSmall))
            {
                _buffer.Truncate(start);
                WriteUtf16(text);
                return;
            }
        }

        int byteCount = _buffer.Length - start - room;
        int headSize = HeadSize((uint)byteCount);
        if (headSize != room)
        {
            _buffer.Take(headSize - room);
            Span<byte> whole = _buffer.From(start);
            whole.Slice(room, byteCount).CopyTo(whole[headSize..]);
        }

        PutHead(_buffer.From(start), CborFormat.MajorText, (uint)byteCount);
    }

    /// <summary>Bytes, untouched: neither base64 nor copied more than once.</summary>
    public void WriteBinary(ReadOnlySpan<byte> bytes)
    {
        _buffer.Take(1)[0] = CborFormat.BinaryTag;
        WriteHead(CborFormat.MajorBytes, (uint)bytes.Length);
        _buffer.Write(bytes);
    }

    public void WriteInt32(int value)
    {
        if (value >= 0)
        {
            WriteHead(CborFormat.MajorUnsigned, (uint)value);
        }
        else
        {
            WriteHead(CborFormat.MajorNegative, (uint)~value);
        }
    }

    /// <exception cref="ProtocolException">The value is not finite; neither JSON nor Chromium's CBOR has a word for it.</exception>
    public void WriteDouble(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ProtocolException($"The protocol cannot carry the number {value}; give a finite one.");
        }

        Span<byte> taken = _buffer.Take(9);
        taken[0] = CborFormat.Double;
        BinaryPrimitives.WriteDoubleBigEndian(taken[1..], value);
    }

    public void WriteBoolean(bool value) => _buffer.Take(1)[0] = value ? CborFormat.True : CborFormat.False;

    public void WriteNull() => _buffer.Take(1)[0] = CborFormat.Null;

    /// <summary>A value that is encoded already, copied as it is.</summary>
    public void WriteEncoded(ReadOnlySpan<byte> value) => _buffer.Write(value);

    private int WriteStart(byte first)
    {
        int mark = _buffer.Length;
        Span<byte> taken = _buffer.Take(CborFormat.EnvelopeHeaderSize + 1);
        CborFormat.EnvelopeMark.CopyTo(taken);
        taken[CborFormat.EnvelopeHeaderSize] = first;
        return mark;
    }

    private void WriteUtf16(ReadOnlySpan<char> text)
    {
        int byteCount = checked(text.Length * 2);
        WriteHead(CborFormat.MajorBytes, (uint)byteCount);
        Span<byte> taken = _buffer.Take(byteCount);
        for (int i = 0; i < text.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(taken[(2 * i)..], text[i]);
        }
    }

    private void WriteHead(byte major, uint value) => PutHead(_buffer.Take(HeadSize(value)), major, value);

    private static int HeadSize(uint value) => value < 24 ? 1 : value <= byte.MaxValue ? 2 : value <= ushort.MaxValue ? 3 : 5;

    private static void PutHead(Span<byte> at, byte major, uint value)
    {
        int high = major << 5;
        if (value < 24)
        {
            at[0] = (byte)(high | (int)value);
        }
        else if (value <= byte.MaxValue)
        {
            at[0] = (byte)(high | 24);
            at[1] = (byte)value;
        }
        else if (value <= ushort.MaxValue)
        {
            at[0] = (byte)(high | 25);
            BinaryPrimitives.WriteUInt16BigEndian(at[1..], (ushort)value);
        }
        else
        {
            at[0] = (byte)(high | 26);
            BinaryPrimitives.WriteUInt32BigEndian(at[1..], value);
        }
    }
}
