using System;
using System.Text;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Messages;
using Xunit;

namespace Oriel.Protocol.Tests.Messages;

public class MessageHeaderTests
{
    [Fact]
    public void A_command_shows_its_id_method_session_and_params()
    {
        using MessageBuffer buffer = new();
        CborWriter writer = new(buffer);
        byte[] parameters = Samples.EncodeMap(("url", "https://é.example/"));
        CdpMessage.WriteCommand(ref writer, 7 << 20, "0123456789ABCDEF0123456789ABCDEF"u8, "Page.navigate"u8, parameters);

        MessageHeader header = MessageHeader.Parse(buffer.WrittenSpan);

        Assert.True(header.IsCommand);
        Assert.Equal(7 << 20, header.Id);
        Assert.Equal("Page.navigate", Encoding.UTF8.GetString(header.Method));
        Assert.Equal("0123456789ABCDEF0123456789ABCDEF", Encoding.UTF8.GetString(header.SessionId));
        Assert.Equal(parameters, header.Params.ToArray());
        Assert.Equal(parameters, buffer.WrittenMemory[header.ParamsRange].ToArray());
    }

    [Fact]
    public void An_error_is_a_response_with_its_code_and_message()
    {
        using MessageBuffer buffer = new();
        CborWriter writer = new(buffer);
        CdpMessage.WriteError(ref writer, -1, new CdpError(unchecked((int)0x8007139F), "The folder is in use.", "more"));

        MessageHeader header = MessageHeader.Parse(buffer.WrittenSpan);
        CborReader reader = new(header.Error);

        Assert.True(header.IsResponse);
        Assert.True(header.IsError);
        Assert.Equal(-1, header.Id);
        Assert.Equal(new CdpError(unchecked((int)0x8007139F), "The folder is in use.", "more"), CdpError.Read(ref reader));
    }

    [Fact]
    public void Chromium_s_own_bytes_are_understood()
    {
        byte[] message = Convert.FromHexString(
            "D8185A00000041BF62696402" + "66726573756C74" + "D8185A0000002DBF687461726765744964" + "7820" +
            Convert.ToHexString("263408AEC5671A9110EEC90DE3CC11DD"u8) + "FFFF");

        MessageHeader header = MessageHeader.Parse(message);

        Assert.Equal(2, header.Id);
        Assert.True(header.IsResponse);
        Assert.False(header.IsError);
        Assert.Equal(0x2D + 7, header.Result.Length);
    }

    [Fact]
    public void Parsing_allocates_nothing()
    {
        using MessageBuffer buffer = new();
        CborWriter writer = new(buffer);
        CdpMessage.WriteCommand(ref writer, 1, "0123456789ABCDEF0123456789ABCDEF"u8, "Page.navigate"u8, Samples.EncodeMap(("a", "b")));
        ReadOnlySpan<byte> message = buffer.WrittenSpan;
        Assert.Equal(1, MessageHeader.Parse(message).Id);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            _ = MessageHeader.Parse(message).SessionId;
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("method")]
    [InlineData("sessionId")]
    public void A_part_named_twice_is_refused_because_two_readers_could_differ(string name)
    {
        byte[] message = Samples.Encode((ref CborWriter writer) =>
        {
            int map = writer.WriteStartMap();
            writer.WriteUtf8("method"u8);
            writer.WriteUtf8("A.b"u8);
            for (int i = 0; i < 2; i++)
            {
                writer.WriteString(name);
                if (name == "id")
                {
                    writer.WriteInt32(i);
                }
                else
                {
                    writer.WriteUtf8("x"u8);
                }
            }

            writer.WriteEnd(map);
        });

        ProtocolException thrown = Assert.Throws<ProtocolException>(() => MessageHeader.Parse(message).Id);
        Assert.Contains(name, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_in_utf16_is_refused_because_another_reader_could_understand_it()
    {
        byte[] message = Samples.Encode((ref CborWriter writer) =>
        {
            int map = writer.WriteStartMap();
            writer.WriteUtf8("method"u8);
            writer.WriteUtf8("A.b"u8);
            writer.WriteEncoded([0x52, .. Encoding.Unicode.GetBytes("sessionId")]);
            writer.WriteUtf8("x"u8);
            writer.WriteEnd(map);
        });

        Assert.Throws<ProtocolException>(() => MessageHeader.Parse(message).Id);
    }

    [Theory]
    [InlineData("D8185A00000002BFFF")]
    [InlineData("D8185A0000000CBF6269640166726573756C74FF")]
    [InlineData("D8185A0000000DBF6269640166726573756C7480FF")]
    [InlineData("D8185A0000000BBF666D6574686F644100FF")]
    [InlineData("D8185A0000000ABF666D6574686F6460FF")]
    [InlineData("D8185A0000000ABF666D6574686F6401FF")]
    [InlineData("D818490BBF666D6574686F646161FF")]
    [InlineData("BF666D6574686F646161FF")]
    [InlineData("D8185A000000039F01FF")]
    [InlineData("7B226964223A317D00")]
    public void What_is_no_message_is_refused(string hex)
    {
        byte[] message = Convert.FromHexString(hex);
        Assert.Throws<ProtocolException>(() => MessageHeader.Parse(message).Id);
    }
}
