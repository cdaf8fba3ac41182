using System;
using System.Buffers;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Cdp;
using Oriel.Protocol.Messages;

namespace Oriel.Benchmarks.Questions;

/// <summary>One command and its answer, in Chromium's two encodings: Oriel's CBOR, and JSON as the raw client does it.</summary>
[MemoryDiagnoser]
public class CodecBenchmarks : IDisposable
{
    private const string Session = "C6F3A0D17F2E4B5D9A8C7E6F5D4C3B2A";
    private readonly MessageBuffer _cbor = new();
    private readonly ArrayBufferWriter<byte> _json = new();
    private readonly byte[] _jsonAnswer =
        """{"id":1,"result":{"result":{"type":"number","value":2,"description":"2"}},"sessionId":"C6F3A0D17F2E4B5D9A8C7E6F5D4C3B2A"}"""u8.ToArray();
    private byte[] _cborAnswer = [];
    private Utf8JsonWriter _writer = null!;

    [GlobalSetup]
    public void Setup()
    {
        _writer = new Utf8JsonWriter(_json);
        CborWriter writer = new(_cbor);
        JsonToCbor.Write(_jsonAnswer, ref writer);
        _cborAnswer = _cbor.WrittenSpan.ToArray();
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _writer.Dispose();
        _cbor.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public int WriteCbor()
    {
        _cbor.Clear();
        CborWriter writer = new(_cbor);
        CdpMessage.WriteCommand(ref writer, 1, "C6F3A0D17F2E4B5D9A8C7E6F5D4C3B2A"u8, new Runtime.EvaluateCommand("1+1", ReturnByValue: true));
        return _cbor.Length;
    }

    [Benchmark]
    public int WriteJson()
    {
        _json.ResetWrittenCount();
        _writer.Reset();
        _writer.WriteStartObject();
        _writer.WriteNumber("id", 1);
        _writer.WriteString("method", "Runtime.evaluate");
        _writer.WriteString("sessionId", Session);
        _writer.WriteStartObject("params");
        _writer.WriteString("expression", "1+1");
        _writer.WriteBoolean("returnByValue", true);
        _writer.WriteEndObject();
        _writer.WriteEndObject();
        _writer.Flush();
        return _json.WrittenCount;
    }

    [Benchmark]
    public object ReadCbor()
    {
        MessageHeader header = MessageHeader.Parse(_cborAnswer);
        return CdpMessage.ReadResult<Runtime.EvaluateCommand, Runtime.EvaluateResult>(header);
    }

    [Benchmark]
    public string ReadJson()
    {
        using JsonDocument document = JsonDocument.Parse(new ReadOnlySequence<byte>(_jsonAnswer));
        JsonElement root = document.RootElement;
        _ = root.GetProperty("id").GetInt32();
        return root.GetProperty("result").Clone().GetProperty("result").GetProperty("value").GetRawText();
    }
}
