using System;

namespace Oriel.Protocol.Cbor;

/// <summary>A value of any type, as its encoded bytes; what the protocol calls <c>any</c> or an <c>object</c> without properties.</summary>
internal sealed class CborValue : IEquatable<CborValue>
{
    private readonly ReadOnlyMemory<byte> _encoded;

    /// <summary>Keeps one encoded value, without copying it.</summary>
    public CborValue(ReadOnlyMemory<byte> encoded)
    {
        _encoded = encoded;
    }

    public ReadOnlySpan<byte> Encoded => _encoded.Span;

    public CborKind Kind => Read().PeekKind();

    public static CborValue FromString(string text)
    {
        using MessageBuffer buffer = new(text.Length + 8);
        new CborWriter(buffer).WriteString(text);
        return new CborValue(buffer.WrittenSpan.ToArray());
    }

    /// <summary>The value of a JSON text.</summary>
    /// <exception cref="ProtocolException">The text is not JSON.</exception>
    public static CborValue FromJson(ReadOnlySpan<char> json)
    {
        using MessageBuffer buffer = new(json.Length + 16);
        CborJson.WriteCbor(json, buffer);
        return new CborValue(buffer.WrittenSpan.ToArray());
    }

    public string ToJson() => CborJson.ToJson(Encoded);

    public CborReader Read() => new(_encoded.Span);

    public bool Equals(CborValue? other) => other is not null && Encoded.SequenceEqual(other.Encoded);

    public override bool Equals(object? obj) => Equals(obj as CborValue);

    public override int GetHashCode()
    {
        HashCode hash = default;
        hash.AddBytes(Encoded);
        return hash.ToHashCode();
    }
}
