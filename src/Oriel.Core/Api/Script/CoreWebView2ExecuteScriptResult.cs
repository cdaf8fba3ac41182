using Oriel.Core.Features;

namespace Microsoft.Web.WebView2.Core;

/// <summary>How a script ended: its result, or what it threw.</summary>
public class CoreWebView2ExecuteScriptResult
{
    private const string Null = "null";

    /// <summary>For a script that ran to its end.</summary>
    internal CoreWebView2ExecuteScriptResult(string resultAsJson)
    {
        ResultAsJson = resultAsJson;
    }

    /// <summary>For a script that threw.</summary>
    internal CoreWebView2ExecuteScriptResult(CoreWebView2ScriptException exception)
    {
        Exception = exception;
        ResultAsJson = Null;
    }

    /// <summary>What the script threw and did not catch; null if it ran to its end.</summary>
    public CoreWebView2ScriptException? Exception { get; }

    /// <summary>The value of the script as JSON: <c>null</c> if it has none, if JSON cannot express it, or if the script threw.</summary>
    public string ResultAsJson { get; }

    /// <summary>Whether the script ran to its end; if not, <see cref="Exception"/> says what it threw.</summary>
    public bool Succeeded => Exception is null;

    /// <summary>Gets the value of the script if it is a string.</summary>
    /// <param name="stringResult">The string; empty if the value is none.</param>
    /// <param name="value">1 if the value is a string, otherwise 0.</param>
    public void TryGetResultAsString(out string stringResult, out int value)
    {
        bool isString = JsonString.TryDecode(ResultAsJson, out string? decoded);
        stringResult = decoded ?? "";
        value = isString ? 1 : 0;
    }
}
