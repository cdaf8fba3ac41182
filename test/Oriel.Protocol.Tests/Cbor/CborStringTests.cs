using System;
using Oriel.Protocol.Cbor;
using Xunit;

namespace Oriel.Protocol.Tests.Cbor;

public class CborStringTests
{
    public static TheoryData<int, string> Texts()
    {
        TheoryData<int, string> texts = [];
        foreach (int length in new[] { 0, 1, 7, 8, 23, 24, 85, 86, 127, 128, 255, 256, 4095, 21845, 21846, 65535, 65536, 70000 })
        {
            texts.Add(length, "a");
            texts.Add(length, "é");
            texts.Add(length, "漢");
            texts.Add(length, "😀");
            texts.Add(length, "\uD800");
            texts.Add(length, "\uDC00x");
        }

        return texts;
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_string_comes_back_as_it_was_whatever_its_length_and_characters(int count, string unit)
    {
        string text = "<" + string.Concat(System.Linq.Enumerable.Repeat(unit, count));
        byte[] encoded = Samples.Encode((ref CborWriter writer) =>
        {
            writer.WriteString(text);
            writer.WriteInt32(5);
        });

        CborReader reader = new(encoded);
        Assert.Equal(CborKind.Text, reader.PeekKind());
        string read = reader.ReadString();
        Assert.Equal(text, read);
        Assert.Equal(5, reader.ReadInt32());
        Assert.True(reader.IsAtEnd);
    }

    [Fact]
    public void Well_formed_text_is_utf8_and_a_lone_surrogate_makes_it_utf16()
    {
        Assert.Equal("63E6BCA2", Convert.ToHexString(Samples.Encode((ref CborWriter writer) => writer.WriteString("漢"))));
        Assert.Equal("4400D86100", Convert.ToHexString(Samples.Encode((ref CborWriter writer) => writer.WriteString("\uD800a"))));
    }
}
