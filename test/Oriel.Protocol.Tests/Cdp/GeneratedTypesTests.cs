using System;
using System.Collections.Generic;
using System.Text;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Cdp;
using Oriel.Protocol.Messages;
using Xunit;

namespace Oriel.Protocol.Tests.Cdp;

public class GeneratedTypesTests
{
    [Fact]
    public void A_broker_command_and_its_result_survive_the_wire()
    {
        BrokerDomain.HelloCommand sent = new(1, "häst", [new BrokerDomain.Option("a", "b\uD800")], true, "/usr/bin/chromium", ["--x", ""]);
        using MessageBuffer buffer = new();
        CborWriter writer = new(buffer);
        CdpMessage.WriteCommand(ref writer, 3, default, sent);

        MessageHeader header = MessageHeader.Parse(buffer.WrittenSpan);
        CborReader reader = new(header.Params);
        BrokerDomain.HelloCommand read = BrokerDomain.HelloCommand.ReadParams(ref reader);

        Assert.True(header.Method.SequenceEqual(BrokerDomain.HelloCommand.Method));
        Assert.Equal(sent.HostName, read.HostName);
        Assert.Equal(sent.Options, read.Options);
        Assert.Equal(sent.Arguments, read.Arguments);
        Assert.True(read.Exclusive);

        buffer.Clear();
        CdpMessage.WriteResult(ref writer, 3, new BrokerDomain.HelloResult(2, 77, "0.1"));
        Assert.Equal(
            new BrokerDomain.HelloResult(2, 77, "0.1"),
            CdpMessage.ReadResult<BrokerDomain.HelloCommand, BrokerDomain.HelloResult>(MessageHeader.Parse(buffer.WrittenSpan)));
    }

    [Fact]
    public void A_null_where_a_member_is_optional_reads_as_absent_and_the_members_after_it_are_still_read()
    {
        byte[] encoded = Samples.Encode((ref CborWriter writer) =>
        {
            int map = writer.WriteStartMap();
            writer.WriteUtf8("pid"u8);
            writer.WriteInt32(5);
            writer.WriteUtf8("description"u8);
            writer.WriteNull();
            writer.WriteUtf8("unheardOf"u8);
            int array = writer.WriteStartArray();
            writer.WriteDouble(1.5);
            writer.WriteEnd(array);
            writer.WriteUtf8("type"u8);
            writer.WriteString("gpu");
            writer.WriteEnd(map);
        });

        CborReader reader = new(encoded);
        Assert.Equal(new BrokerDomain.ProcessInfo(5, "gpu"), BrokerDomain.ProcessInfo.Read(ref reader));
    }

    [Fact]
    public void A_missing_required_member_is_named()
    {
        byte[] encoded = Samples.EncodeMap(("viewId", "1"));

        ProtocolException thrown = Assert.Throws<ProtocolException>(() =>
        {
            CborReader reader = new(encoded);
            return BrokerDomain.ViewClosedEvent.Read(ref reader);
        });

        Assert.Equal("The peer sent Broker.viewClosed without its required member 'reason'.", thrown.Message);
    }

    [Fact]
    public void Binary_members_are_read_from_bytes_and_from_base64()
    {
        byte[] raw = Samples.Encode((ref CborWriter writer) =>
        {
            int map = writer.WriteStartMap();
            writer.WriteUtf8("data"u8);
            writer.WriteBinary([1, 2, 3]);
            writer.WriteEnd(map);
        });

        foreach (byte[] encoded in new[] { raw, Samples.EncodeMap(("data", "AQID")) })
        {
            CborReader reader = new(encoded);
            Assert.Equal([1, 2, 3], Page.CaptureScreenshotResult.Read(ref reader).Data.ToArray());
        }
    }

    [Fact]
    public void An_event_that_chromium_sent_is_read()
    {
        byte[] parameters = Encoding.Latin1.GetBytes(
            "\u00D8\u0018Z\0\0\0\u00F0\u00BFisessionIdx 223FE1FB7415968AA352912BD339A5BCjtargetInfo\u00D8\u0018Z\0\0\0\u009C\u00BFhtargetIdx 0982AF1003F79FDCDA21C14DD03BDD62" +
            "dtypedpageetitle`curlkabout:blankhattached\u00F5ocanAccessOpener\u00F4pbrowserContextIdx F48BA67C9DB6FBBB9140DC21DABA9A96\u00FFrwaitingForDebugger\u00F4\u00FF");

        CborReader reader = new(parameters);
        Target.AttachedToTargetEvent read = Target.AttachedToTargetEvent.Read(ref reader);

        Assert.Equal("223FE1FB7415968AA352912BD339A5BC", read.SessionId);
        Assert.Equal("about:blank", read.TargetInfo.Url);
        Assert.True(read.TargetInfo.Attached);
        Assert.False(read.WaitingForDebugger);
        Assert.Null(read.TargetInfo.OpenerId);
        Assert.True(reader.IsAtEnd);
    }

    [Fact]
    public void Optional_parameters_are_left_out_unless_given()
    {
        byte[] encoded = Samples.Encode((ref CborWriter writer) => new Page.NavigateCommand("about:blank", Referrer: "r").WriteParams(ref writer));

        CborReader reader = new(encoded);
        List<string> keys = [];
        CborScope scope = reader.ReadStartMap();
        while (reader.TryReadKey(ref scope, out ReadOnlySpan<byte> key))
        {
            keys.Add(Encoding.UTF8.GetString(key));
            reader.SkipValue();
        }

        Assert.Equal(["url", "referrer"], keys);
    }
}
