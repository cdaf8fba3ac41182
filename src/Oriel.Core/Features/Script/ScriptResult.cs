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
    private const string Null = "null";

    internal static string ToJson(Runtime.EvaluateResult? result) =>
        result is null or { ExceptionDetails: not null } ? Null : ToJson(result.Result);

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

    private static string ToJson(Runtime.RemoteObject value) => value switch
    {
        { Value: { } json } => CborJson.ToJson(json.Encoded),
        { UnserializableValue: "-0" } => "0",
        _ => Null,
    };

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
