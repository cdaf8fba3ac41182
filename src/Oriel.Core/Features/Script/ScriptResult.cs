using System;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Sessions;
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

    internal static string ToJson(Runtime.RemoteObject value) => value switch
    {
        { Value: { } json } => CborJson.ToJson(json.Encoded),
        { UnserializableValue: "-0" } => "0",
        _ => Null,
    };

    internal static async Task<CoreWebView2ScriptException> ToExceptionAsync(CdpSession page, Runtime.ExceptionDetails details)
    {
        Runtime.RemoteObject? thrown = details.Exception;
        string json = thrown switch
        {
            null => Null,
            { ObjectId: { } objectId } => await ToJsonAsync(page, objectId),
            _ => ToJson(thrown),
        };
        string description = thrown?.Description ?? details.Text;
        int stack = description.IndexOf("\n    at ", StringComparison.Ordinal);
        string firstLines = stack < 0 ? description : description[..stack];
        string name = thrown?.Subtype == "error" ? thrown.ClassName ?? "" : "";
        string message = name.Length > 0 && firstLines.StartsWith(name + ": ", StringComparison.Ordinal) ? firstLines[(name.Length + 2)..] : firstLines;
        return new CoreWebView2ScriptException(name, message, json, (uint)Math.Max(details.LineNumber, 0), (uint)Math.Max(details.ColumnNumber, 0));
    }

    private static async Task<string> ToJsonAsync(CdpSession page, string objectId)
    {
        try
        {
            Runtime.CallFunctionOnResult value = await page.SendAsync<Runtime.CallFunctionOnCommand, Runtime.CallFunctionOnResult>(
                new Runtime.CallFunctionOnCommand("function() { return this; }") { ObjectId = objectId, ReturnByValue = true, Silent = true });
            page.Post(new Runtime.ReleaseObjectCommand(objectId));
            return value.ExceptionDetails is null ? ToJson(value.Result) : Null;
        }
        catch (CdpException)
        {
            // What was thrown cannot be JSON, or its document is gone.
            return Null;
        }
    }
}
