using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Messages;

namespace Oriel.Protocol.Tests;

/// <summary>The bytes of a real browser's messages; the responses' ids begin at 100.</summary>
internal static class CapturedMessages
{
    public static IReadOnlyList<byte[]> All { get; } = Load();

    public static byte[] Response(int id) => All.Single(message => MessageHeader.Parse(message) is { IsResponse: true } header && header.Id == id);

    public static IEnumerable<byte[]> Events(string method) => All.Where(message =>
    {
        MessageHeader header = MessageHeader.Parse(message);
        return header.IsEvent && Encoding.UTF8.GetString(header.Method) == method;
    });

    private static List<byte[]> Load()
    {
        using Stream stream = typeof(CapturedMessages).Assembly.GetManifestResourceStream("chromium-156.cbor")
            ?? throw new InvalidOperationException("The captured messages are not in the test assembly.");
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        List<byte[]> messages = [];
        for (int start = 0; start < bytes.Length;)
        {
            int length = CborFormat.ReadMessageLength(bytes.AsSpan(start, CborFormat.EnvelopeHeaderSize));
            messages.Add(bytes.AsSpan(start, length).ToArray());
            start += length;
        }

        return messages;
    }
}
