namespace Microsoft.Web.WebView2.Core;

/// <summary>What a script threw and did not catch.</summary>
public class CoreWebView2ScriptException
{
    internal CoreWebView2ScriptException(string name, string message, string toJson, uint lineNumber, uint columnNumber)
    {
        Name = name;
        Message = message;
        ToJson = toJson;
        LineNumber = lineNumber;
        ColumnNumber = columnNumber;
    }

    /// <summary>The column where it was thrown, counted from 0.</summary>
    public uint ColumnNumber { get; }

    /// <summary>The line where it was thrown, counted from 0.</summary>
    public uint LineNumber { get; }

    /// <summary>Its message and, for most errors, the stack. Empty if it has none, as with <c>throw "text"</c>.</summary>
    public string Message { get; }

    /// <summary>The name of its class, such as <c>TypeError</c>. Empty if it has none, as with <c>throw "text"</c>.</summary>
    public string Name { get; }

    /// <summary>Everything the browser tells about it: the exception details of the DevTools protocol, as JSON.</summary>
    public string ToJson { get; }
}
