using System;
using Microsoft.Web.WebView2.Core;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Script;

/// <summary>What a script came to, as the API tells it.</summary>
internal static class ScriptResult
{
    internal const string Null = "null";

    /// <summary>The value in the answer to <c>Runtime.evaluate</c>, as JSON; "null" if the script threw.</summary>
    internal static string ReadJson(ReadOnlySpan<byte> result)
    {
        ReadOnlySpan<byte> value = default;
        string json = Null;
        CborReader reader = new(result);
        CborScope scope = reader.ReadStartMap();
        while (reader.TryReadKey(ref scope, out ReadOnlySpan<byte> key))
        {
            if (key.SequenceEqual("result"u8))
            {
                value = reader.ReadEncoded();
            }
            else if (key.SequenceEqual("exceptionDetails"u8))
            {
                return Null;
            }
            else
            {
                reader.SkipValue();
            }
        }

        reader = new CborReader(value);
        scope = reader.ReadStartMap();
        while (reader.TryReadKey(ref scope, out ReadOnlySpan<byte> key))
        {
            if (key.SequenceEqual("value"u8))
            {
                json = CborJson.ToJson(reader.ReadEncoded());
            }
            else if (key.SequenceEqual("unserializableValue"u8))
            {
                json = reader.ReadUtf8().SequenceEqual("-0"u8) ? "0" : Null;
            }
            else
            {
                reader.SkipValue();
            }
        }

        return json;
    }

    /// <summary>What the script threw, in the answer to <c>Runtime.evaluate</c>; null if it threw nothing.</summary>
    internal static CoreWebView2ScriptException? ReadException(ReadOnlySpan<byte> result)
    {
        CborReader reader = new(result);
        CborScope scope = reader.ReadStartMap();
        while (reader.TryReadKey(ref scope, out ReadOnlySpan<byte> key))
        {
            if (key.SequenceEqual("exceptionDetails"u8))
            {
                return ToException(reader.ReadEncoded());
            }

            reader.SkipValue();
        }

        return null;
    }

    private static CoreWebView2ScriptException ToException(ReadOnlySpan<byte> encoded)
    {
        CborReader reader = new(encoded);
        Runtime.ExceptionDetails details = Runtime.ExceptionDetails.Read(ref reader);

        // Documented: name and message are the class and description that the protocol gives the thrown object, and empty for what is no object.
        return new CoreWebView2ScriptException(
            details.Exception?.ClassName ?? "",
            details.Exception?.Description ?? "",
            CborJson.ToJson(encoded),
            (uint)Math.Max(details.LineNumber, 0),
            (uint)Math.Max(details.ColumnNumber, 0));
    }
}
