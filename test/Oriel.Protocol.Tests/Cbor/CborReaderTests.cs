using System;
using System.Collections.Generic;
using System.Linq;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Messages;
using Xunit;

namespace Oriel.Protocol.Tests.Cbor;

public class CborReaderTests
{
    [Theory]
    [InlineData("00", 0)]
    [InlineData("17", 23)]
    [InlineData("1818", 24)]
    [InlineData("190100", 256)]
    [InlineData("1A7FFFFFFF", int.MaxValue)]
    [InlineData("1B0000000000000005", 5)]
    [InlineData("20", -1)]
    [InlineData("3A7FFFFFFF", int.MinValue)]
    [InlineData("FB4010000000000000", 4)]
    [InlineData("F93C00", 1)]
    [InlineData("FA40000000", 2)]
    public void Integers_are_read_from_every_encoding(string hex, int expected)
    {
        CborReader reader = new(Convert.FromHexString(hex));
        Assert.Equal(expected, reader.ReadInt32());
        Assert.True(reader.IsAtEnd);
    }

    [Theory]
    [InlineData("1A80000000")]
    [InlineData("1BFFFFFFFFFFFFFFFF")]
    [InlineData("3BFFFFFFFFFFFFFFFF")]
    [InlineData("FB3FF8000000000000")]
    [InlineData("FB7FF8000000000000")]
    [InlineData("FB7FF0000000000000")]
    [InlineData("6131")]
    [InlineData("F6")]
    [InlineData("1C")]
    [InlineData("1F")]
    public void What_is_no_32_bit_integer_is_refused(string hex) => Refuses(hex, (ref CborReader reader) => reader.ReadInt32());

    [Fact]
    public void Maps_and_arrays_are_read_in_both_forms_with_and_without_envelopes()
    {
        foreach (string hex in new[] { "A16161820102", "BF61619F0102FFFF", "D8185A00000008BF61619F0102FFFF", "BF6161D81843820102FF" })
        {
            CborReader reader = new(Convert.FromHexString(hex));
            List<int> items = [];
            CborScope map = reader.ReadStartMap();
            while (reader.TryReadKey(ref map, out ReadOnlySpan<byte> key))
            {
                Assert.True(key.SequenceEqual("a"u8));
                CborScope array = reader.ReadStartArray();
                while (reader.TryReadItem(ref array))
                {
                    items.Add(reader.ReadInt32());
                }
            }

            Assert.Equal([1, 2], items);
            Assert.True(reader.IsAtEnd);
        }
    }

    [Theory]
    [InlineData("9B7FFFFFFFFFFFFFFF")]
    [InlineData("9AFFFFFFFF00")]
    [InlineData("BB00000000FFFFFFFF0000")]
    [InlineData("5AFFFFFFFF00")]
    [InlineData("7BFFFFFFFFFFFFFFFF00")]
    [InlineData("D65AFFFFFFFF00")]
    [InlineData("D8185AFFFFFFFFBFFF")]
    [InlineData("D8185A00000000")]
    [InlineData("D8185A00000001F6")]
    [InlineData("D8185A00000009D8185A00000002BFFF")]
    [InlineData("D81800")]
    [InlineData("5F4161FF")]
    [InlineData("7F6161FF")]
    [InlineData("C06161")]
    [InlineData("D61600")]
    [InlineData("F0")]
    [InlineData("F800")]
    [InlineData("FF")]
    [InlineData("FC")]
    [InlineData("BF01FF")]
    [InlineData("BF6161FF")]
    [InlineData("")]
    public void Malformed_bytes_are_refused_by_every_way_of_reading(string hex)
    {
        Refuses(hex, (ref CborReader reader) => reader.SkipValue());
        Refuses(hex, (ref CborReader reader) =>
        {
            using MessageBuffer json = new();
            CborToJson.Write(ref reader, json);
        });
    }

    [Fact]
    public void Half_a_utf16_character_is_refused()
    {
        Refuses("43616263", (ref CborReader reader) => reader.ReadString());
        Assert.Throws<ProtocolException>(() => CborJson.ToJson([0x43, 0x61, 0x62, 0x63]));
    }

    [Fact]
    public void An_envelope_longer_than_what_it_holds_is_refused_on_entering_it() =>
        Refuses("D8185A00000004BFFFBFFF", (ref CborReader reader) =>
        {
            CborScope map = reader.ReadStartMap();
            reader.TryReadKey(ref map, out _);
        });

    [Fact]
    public void Nesting_without_envelopes_is_bounded_whatever_is_done_with_it()
    {
        byte[] deep = new byte[5_000_000];
        Array.Fill(deep, (byte)0x81);
        Assert.Throws<ProtocolException>(() => new CborReader(deep).SkipValue());
        Assert.Throws<ProtocolException>(() => CborJson.ToJson(deep));
        Array.Fill(deep, (byte)0x9F);
        Assert.Throws<ProtocolException>(() => new CborReader(deep).SkipValue());
    }

    [Fact]
    public void A_message_cut_at_any_byte_is_refused()
    {
        byte[] message = SampleMessage();
        for (int length = 0; length < message.Length; length++)
        {
            byte[] cut = message[..length];
            Assert.Throws<ProtocolException>(() => MessageHeader.Parse(cut).Id);
            Assert.Throws<ProtocolException>(() => CborJson.ToJson(cut));
        }
    }

    [Fact]
    public void Random_damage_is_read_or_refused_but_never_anything_else()
    {
        Random random = new(20260731);
        byte[] message = SampleMessage();
        using MessageBuffer json = new();
        for (int round = 0; round < 100_000; round++)
        {
            byte[] damaged = [.. message];
            for (int i = random.Next(1, 5); i > 0; i--)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            }

            Tolerate(() =>
            {
                MessageHeader header = MessageHeader.Parse(damaged);
                _ = header.IsError ? CdpMessage.ReadError(header).Code : 0;
            });
            Tolerate(() =>
            {
                json.Clear();
                CborJson.WriteJson(damaged, json);
                using System.Text.Json.JsonDocument parsed = System.Text.Json.JsonDocument.Parse(json.WrittenMemory);
            });
        }
    }

    [Fact]
    public void Random_bytes_are_read_or_refused_but_never_anything_else()
    {
        Random random = new(20260801);
        byte[] alphabet = [0xD8, 0x18, 0x5A, 0, 0, 0, 1, 4, 0xBF, 0x9F, 0xFF, 0x61, 0x62, 0x41, 0x42, 0x82, 0xA1, 0xD6, 0xF6, 0xFB, 0x1A, 0x3B];
        for (int round = 0; round < 100_000; round++)
        {
            byte[] bytes = Enumerable.Range(0, random.Next(40)).Select(_ => alphabet[random.Next(alphabet.Length)]).ToArray();
            Tolerate(() => new CborReader(bytes).SkipValue());
            Tolerate(() => CborJson.ToJson(bytes));
        }
    }

    private static byte[] SampleMessage() => Samples.Encode((ref CborWriter writer) =>
    {
        int message = writer.WriteStartMap();
        writer.WriteUtf8("id"u8);
        writer.WriteInt32(1 << 20);
        writer.WriteUtf8("error"u8);
        new CdpError(-32000, "Nö\uD800", "more").Write(ref writer);
        writer.WriteUtf8("extra"u8);
        int array = writer.WriteStartArray();
        writer.WriteBinary([1, 2, 3, 4]);
        writer.WriteDouble(0.25);
        writer.WriteNull();
        writer.WriteBoolean(true);
        writer.WriteString(new string('x', 300));
        writer.WriteEnd(array);
        writer.WriteUtf8("sessionId"u8);
        writer.WriteUtf8("0123456789ABCDEF0123456789ABCDEF"u8);
        writer.WriteEnd(message);
    });

    private static void Tolerate(Action read)
    {
        try
        {
            read();
        }
        catch (ProtocolException)
        {
        }
    }

    private static void Refuses(string hex, ReadAction read) => Assert.Throws<ProtocolException>(() =>
    {
        CborReader reader = new(Convert.FromHexString(hex));
        read(ref reader);
        Assert.True(reader.IsAtEnd, "the reader refused nothing");
    });

    private delegate void ReadAction(ref CborReader reader);
}
