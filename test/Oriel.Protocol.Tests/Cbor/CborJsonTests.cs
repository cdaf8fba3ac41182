using System;
using System.Linq;
using System.Text;
using System.Text.Json;
using Oriel.Protocol.Cbor;
using Xunit;

namespace Oriel.Protocol.Tests.Cbor;

public class CborJsonTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("[true,false,null,[],{}]")]
    [InlineData("{\"id\":1,\"method\":\"A.b\",\"params\":{\"é\":[\"漢\",\"😀\"],\"\":{}}}")]
    [InlineData("[0,-1,23,24,255,256,65535,65536,2147483647,-2147483648,2147483648,-2147483649]")]
    [InlineData("[1.5,-0.5,0.1,1e+21,1e-7,5e-324,1.7976931348623157e+308,123456789012345680000,0.000001,1234.5678]")]
    [InlineData("\"\\\"\\\\\\b\\t\\n\\f\\r\\u0000\\u001f/\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"x\\udc00é\\ud83d\"")]
    public void Json_comes_back_as_javascript_would_print_it(string json) => Assert.Equal(json, CborValue.FromJson(json).ToJson());

    [Theory]
    [InlineData(" [ 1.0 , 1e2 , -0 ] ", "[1,100,0]")]
    [InlineData("\"\\u00e9\\/\\uD83D\\uDE00\"", "\"é/😀\"")]
    [InlineData("{\"\\u0061\":\"\\\\u0061\"}", "{\"a\":\"\\\\u0061\"}")]
    public void Other_spellings_are_understood(string json, string printed) => Assert.Equal(printed, CborValue.FromJson(json).ToJson());

    [Fact]
    public void A_lone_surrogate_may_stand_in_the_json_itself() => Assert.Equal("\"a\\ud800b\"", CborValue.FromJson("\"a\uD800b\"").ToJson());

    [Theory]
    [InlineData(1e15, "1000000000000000")]
    [InlineData(1e20, "100000000000000000000")]
    [InlineData(999999999999999900000.0, "999999999999999900000")]
    [InlineData(1.5e21, "1.5e+21")]
    [InlineData(0.00001234, "0.00001234")]
    [InlineData(1.25e-10, "1.25e-10")]
    [InlineData(-0.0, "-0")]
    [InlineData(double.NaN, "null")]
    [InlineData(double.NegativeInfinity, "null")]
    public void A_double_is_spelled_as_javascript_spells_it(double value, string spelled)
    {
        byte[] encoded = [0xFB, .. BitConverter.GetBytes(value).Reverse()];
        Assert.Equal(spelled, CborJson.ToJson(encoded));
    }

    [Fact]
    public void Any_double_reads_back_as_the_same_number()
    {
        Random random = new(20260101);
        for (int i = 0; i < 20_000; i++)
        {
            double value = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (double.IsFinite(value))
            {
                string json = CborJson.ToJson(Samples.Encode((ref CborWriter writer) => writer.WriteDouble(value)));
                Assert.Equal(value, JsonDocument.Parse(json).RootElement.GetDouble());
            }
        }
    }

    [Fact]
    public void Numbers_that_are_32_bit_integers_are_sent_as_integers_because_chromium_takes_no_others()
    {
        Assert.Equal("0A", Convert.ToHexString(CborValue.FromJson("10.0").Encoded));
        Assert.Equal(CborKind.Double, CborValue.FromJson("2147483648").Kind);
    }

    [Fact]
    public void Bytes_become_base64_in_whatever_amount()
    {
        byte[] bytes = new byte[200_000];
        new Random(5).NextBytes(bytes);
        foreach (int length in new[] { 0, 1, 2, 3, 49151, 49152, 49153, 200_000 })
        {
            byte[] encoded = Samples.Encode((ref CborWriter writer) => writer.WriteBinary(bytes.AsSpan(0, length)));
            Assert.Equal("\"" + Convert.ToBase64String(bytes, 0, length) + "\"", CborJson.ToJson(encoded));
        }
    }

    [Fact]
    public void Text_that_is_no_utf8_still_makes_good_json()
    {
        byte[] encoded = [0x63, (byte)'a', 0xFF, (byte)'"'];
        Assert.Equal("\"a\uFFFD\\\"\"", CborJson.ToJson(encoded));
    }

    [Fact]
    public void A_long_utf16_text_keeps_its_pairs_over_the_borders_of_parts()
    {
        string text = "é" + string.Concat(Enumerable.Repeat("😀", 1000)) + "\uD800";
        string json = CborValue.FromString(text).ToJson();
        Assert.Equal("\"" + text[..^1] + "\\ud800\"", json);
        Assert.Equal(CborValue.FromString(text), CborValue.FromJson(json));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1,]")]
    [InlineData("{\"a\":1} x")]
    [InlineData("{'a':1}")]
    [InlineData("// c\n1")]
    [InlineData("\"\\x\"")]
    [InlineData("1e999")]
    [InlineData("NaN")]
    public void Text_that_is_not_json_is_refused_and_leaves_the_buffer_as_it_was(string json)
    {
        using MessageBuffer buffer = new();
        buffer.Write("kept"u8);
        Assert.Throws<ProtocolException>(() => CborJson.WriteCbor(json, buffer));
        Assert.Equal("kept", Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused() =>
        Assert.Throws<ProtocolException>(() =>
        {
            using MessageBuffer buffer = new();
            CborJson.WriteCbor("\"\u00FF\""u8.ToArray().Select(value => value == 0xC3 ? (byte)'x' : value).ToArray(), buffer);
        });

    [Fact]
    public void Values_nest_as_deep_as_v8_returns_them_and_no_deeper_than_the_limit()
    {
        foreach (int depth in new[] { 1000, CborReader.MaxDepth })
        {
            string json = new string('[', depth) + new string(']', depth);
            Assert.Equal(json, CborValue.FromJson(json).ToJson());
        }

        Assert.Throws<ProtocolException>(() => CborValue.FromJson(new string('[', CborReader.MaxDepth + 1) + new string(']', CborReader.MaxDepth + 1)));
    }
}
