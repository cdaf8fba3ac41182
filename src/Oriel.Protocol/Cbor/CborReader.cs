using System;
using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;

namespace Oriel.Protocol.Cbor;

/// <summary>
/// Reads one value after the other from memory. Nothing it is given can make it read outside that memory, nest deeper than
/// <see cref="MaxDepth"/>, or allocate more than the memory's own size: anything malformed is a <see cref="ProtocolException"/>.
/// Envelopes are stepped into and over silently.
/// </summary>
internal ref struct CborReader
{
    /// <summary>
    /// V8 returns values up to 1000 levels deep. The limit is ours because reading nested types recurses.
    /// </summary>
    public const int MaxDepth = 1024;

    private readonly ReadOnlySpan<byte> _data;
    private int _position;
    private int _depth;

    public CborReader(ReadOnlySpan<byte> data)
    {
        _data = data;
    }

    public readonly int Position => _position;

    public readonly bool IsAtEnd => _position == _data.Length;

    /// <summary>What comes next, without moving. Strings in UTF-16 count as text.</summary>
    public readonly CborKind PeekKind()
    {
        CborReader ahead = this;
        ahead.EnterEnvelope();
        byte first = ahead.Peek();
        return (first >> 5) switch
        {
            CborFormat.MajorUnsigned or CborFormat.MajorNegative => CborKind.Integer,
            CborFormat.MajorBytes or CborFormat.MajorText => CborKind.Text,
            CborFormat.MajorArray => CborKind.Array,
            CborFormat.MajorMap => CborKind.Map,
            CborFormat.MajorTag when first == CborFormat.BinaryTag => CborKind.Binary,
            _ => first switch
            {
                CborFormat.False or CborFormat.True => CborKind.Boolean,
                CborFormat.Null or CborFormat.Undefined => CborKind.Null,
                CborFormat.Half or CborFormat.Single or CborFormat.Double => CborKind.Double,
                _ => throw ahead.Unsupported(first),
            },
        };
    }

    /// <summary>Steps into a map; then <see cref="TryReadKey"/> until it returns false, with one value read or skipped after each key.</summary>
    public CborScope ReadStartMap() => ReadStart(CborFormat.MajorMap, "a map");

    /// <summary>Steps into an array; then <see cref="TryReadItem"/> until it returns false, with one value read or skipped after each.</summary>
    public CborScope ReadStartArray() => ReadStart(CborFormat.MajorArray, "an array");

    /// <summary>The next key as UTF-8; empty for a key in UTF-16, which is none of ours. False, and out of the map, at its end.</summary>
    public bool TryReadKey(scoped ref CborScope scope, out ReadOnlySpan<byte> key)
    {
        if (!TryReadItem(ref scope))
        {
            key = default;
            return false;
        }

        key = ReadKeyText(out bool isUtf16);
        if (isUtf16)
        {
            key = default;
        }

        return true;
    }

    /// <summary>Whether the container has another entry. False, and out of it, at its end.</summary>
    public bool TryReadItem(scoped ref CborScope scope)
    {
        if (scope.Remaining < 0)
        {
            if (Peek() != CborFormat.Break)
            {
                return true;
            }

            _position++;
        }
        else if (scope.Remaining > 0)
        {
            scope.Remaining--;
            return true;
        }

        if (scope.End >= 0 && scope.End != _position)
        {
            throw new ProtocolException($"The envelope that ends at byte {scope.End} holds a container that ends at byte {_position}.");
        }

        _depth--;
        return false;
    }

    public string ReadString()
    {
        ReadOnlySpan<byte> text = ReadKeyText(out bool isUtf16);
        return CborText.ToString(text, isUtf16 ? CborStringForm.Utf16 : CborStringForm.Utf8);
    }

    /// <summary>Text without making a string of it; only for what is always ASCII, as ids are.</summary>
    public ReadOnlySpan<byte> ReadUtf8()
    {
        int start = _position;
        ReadOnlySpan<byte> text = ReadKeyText(out bool isUtf16);
        return isUtf16 ? throw new ProtocolException($"Expected ASCII text at byte {start}, but it is UTF-16.") : text;
    }

    /// <summary>Bytes: tagged as binary, or base64 text from a browser that speaks JSON.</summary>
    public byte[] ReadBinary()
    {
        int start = _position;
        if (Peek() == CborFormat.BinaryTag)
        {
            _position++;
            if (Peek() >> 5 != CborFormat.MajorBytes)
            {
                throw Unexpected("bytes");
            }

            return ReadBlock().ToArray();
        }

        ReadOnlySpan<byte> text = ReadKeyText(out bool isUtf16);
        byte[] decoded = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        if (isUtf16 || Base64.DecodeFromUtf8(text, decoded, out _, out int written) != OperationStatus.Done)
        {
            throw new ProtocolException($"Expected bytes at byte {start}, but the text there is not base64.");
        }

        return written == decoded.Length ? decoded : decoded[..written];
    }

    /// <summary>The bytes of a binary value, or the characters of a text, as they lie in the message, with what they are.</summary>
    public ReadOnlySpan<byte> ReadRawString(out CborStringForm form)
    {
        if (Peek() == CborFormat.BinaryTag)
        {
            _position++;
            if (Peek() >> 5 != CborFormat.MajorBytes)
            {
                throw Unexpected("bytes");
            }

            form = CborStringForm.Binary;
            return ReadBlock();
        }

        ReadOnlySpan<byte> text = ReadKeyText(out bool isUtf16);
        form = isUtf16 ? CborStringForm.Utf16 : CborStringForm.Utf8;
        return text;
    }

    public long ReadInt64()
    {
        int start = _position;
        byte first = Peek();
        if (first is CborFormat.Double or CborFormat.Single or CborFormat.Half)
        {
            double number = ReadDouble();
            return number is >= long.MinValue and < 9223372036854775808.0 && Math.Truncate(number) == number
                ? (long)number
                : throw new ProtocolException($"Expected an integer at byte {start}, but found {number}.");
        }

        int major = first >> 5;
        if (major is not (CborFormat.MajorUnsigned or CborFormat.MajorNegative))
        {
            throw Unexpected("an integer");
        }

        ulong value = ReadHead();
        if (value > long.MaxValue)
        {
            throw new ProtocolException($"The integer at byte {start} does not fit 64 bits.");
        }

        return major == CborFormat.MajorUnsigned ? (long)value : ~(long)value;
    }

    public int ReadInt32()
    {
        int start = _position;
        long value = ReadInt64();
        return value is >= int.MinValue and <= int.MaxValue
            ? (int)value
            : throw new ProtocolException($"The integer {value} at byte {start} does not fit 32 bits.");
    }

    /// <summary>A number; Chromium writes those without a fraction as integers.</summary>
    public double ReadDouble()
    {
        switch (Peek())
        {
            case CborFormat.Double:
                return BinaryPrimitives.ReadDoubleBigEndian(TakeAfterFirst(8));
            case CborFormat.Single:
                return BinaryPrimitives.ReadSingleBigEndian(TakeAfterFirst(4));
            case CborFormat.Half:
                return (double)BinaryPrimitives.ReadHalfBigEndian(TakeAfterFirst(2));
            case byte first when first >> 5 is CborFormat.MajorUnsigned or CborFormat.MajorNegative:
                return ReadInt64();
            default:
                throw Unexpected("a number");
        }
    }

    public bool ReadBoolean()
    {
        byte first = Peek();
        if (first is not (CborFormat.True or CborFormat.False))
        {
            throw Unexpected("a boolean");
        }

        _position++;
        return first == CborFormat.True;
    }

    /// <summary>Steps over null (or undefined) if that comes next.</summary>
    public bool TryReadNull()
    {
        if (Peek() is not (CborFormat.Null or CborFormat.Undefined))
        {
            return false;
        }

        _position++;
        return true;
    }

    /// <summary>Any value, copied out of the message.</summary>
    public CborValue ReadValue() => new(ReadEncoded().ToArray());

    /// <summary>Any value as its encoded bytes.</summary>
    public ReadOnlySpan<byte> ReadEncoded()
    {
        int start = _position;
        SkipValue();
        return _data[start.._position];
    }

    /// <summary>Steps over one value. What an envelope holds is not looked at, so the usual value costs the same whatever its size.</summary>
    public void SkipValue()
    {
        int end = EnterEnvelope();
        if (end >= 0)
        {
            _position = end;
            return;
        }

        byte first = Peek();
        switch (first >> 5)
        {
            case CborFormat.MajorUnsigned:
            case CborFormat.MajorNegative:
                ReadHead();
                break;
            case CborFormat.MajorBytes:
            case CborFormat.MajorText:
                ReadBlock();
                break;
            case CborFormat.MajorTag when first == CborFormat.BinaryTag:
                ReadRawString(out _);
                break;
            case CborFormat.MajorArray:
                SkipContainer(ReadStartArray(), isMap: false);
                break;
            case CborFormat.MajorMap:
                SkipContainer(ReadStartMap(), isMap: true);
                break;
            default:
                SkipSimple(first);
                break;
        }
    }

    private void SkipContainer(CborScope scope, bool isMap)
    {
        while (TryReadItem(ref scope))
        {
            if (isMap)
            {
                ReadKeyText(out _);
            }

            SkipValue();
        }
    }

    private void SkipSimple(byte first)
    {
        if (first is CborFormat.Half or CborFormat.Single or CborFormat.Double)
        {
            ReadDouble();
        }
        else if (first is CborFormat.False or CborFormat.True or CborFormat.Null or CborFormat.Undefined)
        {
            _position++;
        }
        else
        {
            throw Unsupported(first);
        }
    }

    private CborScope ReadStart(byte major, string expected)
    {
        int end = EnterEnvelope();
        byte first = Peek();
        if (first >> 5 != major)
        {
            throw Unexpected(expected);
        }

        if (++_depth > MaxDepth)
        {
            throw new ProtocolException($"The message nests deeper than {MaxDepth} levels at byte {_position}.");
        }

        if ((first & 0x1F) == 31)
        {
            _position++;
            return new CborScope(-1, end);
        }

        // Every entry takes at least a byte (two in a map), so a count beyond that is a lie told before any memory is spent on it.
        int start = _position;
        ulong count = ReadHead();
        int left = (_data.Length - _position) / (major == CborFormat.MajorMap ? 2 : 1);
        return count <= (ulong)left
            ? new CborScope((int)count, end)
            : throw new ProtocolException($"The container at byte {start} announces {count} entries, but only {_data.Length - _position} bytes follow.");
    }

    /// <summary>Steps into the envelope that comes next, if one does; its end, or -1.</summary>
    private int EnterEnvelope()
    {
        if (_position + 1 >= _data.Length || _data[_position] != 0xD8 || _data[_position + 1] != 0x18)
        {
            return -1;
        }

        int start = _position;
        _position += 2;
        if (Peek() >> 5 != CborFormat.MajorBytes)
        {
            throw Unexpected("the byte string of an envelope");
        }

        int length = ReadBlock().Length;
        int end = _position;
        _position -= length;
        if (length == 0 || Peek() >> 5 is not (CborFormat.MajorMap or CborFormat.MajorArray))
        {
            throw new ProtocolException($"The envelope at byte {start} holds neither a map nor an array.");
        }

        return end;
    }

    private ReadOnlySpan<byte> ReadKeyText(out bool isUtf16)
    {
        int start = _position;
        int major = Peek() >> 5;
        if (major is not (CborFormat.MajorText or CborFormat.MajorBytes))
        {
            throw Unexpected("text");
        }

        isUtf16 = major == CborFormat.MajorBytes;
        ReadOnlySpan<byte> text = ReadBlock();
        return isUtf16 && (text.Length & 1) != 0
            ? throw new ProtocolException($"The UTF-16 text at byte {start} has an odd number of bytes, {text.Length}.")
            : text;
    }

    private ReadOnlySpan<byte> ReadBlock()
    {
        int start = _position;
        ulong length = ReadHead();
        if (length > (ulong)(_data.Length - _position))
        {
            throw new ProtocolException($"The string at byte {start} announces {length} bytes, but only {_data.Length - _position} follow.");
        }

        ReadOnlySpan<byte> block = _data.Slice(_position, (int)length);
        _position += (int)length;
        return block;
    }

    private ulong ReadHead()
    {
        byte first = Peek();
        switch (first & 0x1F)
        {
            case 24:
                return TakeAfterFirst(1)[0];
            case 25:
                return BinaryPrimitives.ReadUInt16BigEndian(TakeAfterFirst(2));
            case 26:
                return BinaryPrimitives.ReadUInt32BigEndian(TakeAfterFirst(4));
            case 27:
                return BinaryPrimitives.ReadUInt64BigEndian(TakeAfterFirst(8));
            case > 27:
                throw Unsupported(first);
            case int small:
                _position++;
                return (ulong)small;
        }
    }

    private ReadOnlySpan<byte> TakeAfterFirst(int count)
    {
        if (_data.Length - _position - 1 < count)
        {
            throw Truncated();
        }

        ReadOnlySpan<byte> taken = _data.Slice(_position + 1, count);
        _position += count + 1;
        return taken;
    }

    private readonly byte Peek() => _position < _data.Length ? _data[_position] : throw Truncated();

    private readonly ProtocolException Truncated() => new($"The message ends at byte {_data.Length}, inside a value.");

    private readonly ProtocolException Unexpected(string expected) =>
        new($"Expected {expected} at byte {_position}, but found the byte {_data[_position]:X2}.");

    private readonly ProtocolException Unsupported(byte first) =>
        new($"The byte {first:X2} at {_position} begins nothing that the protocol knows.");
}
