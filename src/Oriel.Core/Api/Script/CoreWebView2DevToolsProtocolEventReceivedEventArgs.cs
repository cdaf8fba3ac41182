using System;

namespace Microsoft.Web.WebView2.Core;

/// <summary>An event of the DevTools protocol.</summary>
public class CoreWebView2DevToolsProtocolEventReceivedEventArgs : EventArgs
{
    internal CoreWebView2DevToolsProtocolEventReceivedEventArgs(string parameterObjectAsJson, string sessionId)
    {
        ParameterObjectAsJson = parameterObjectAsJson;
        SessionId = sessionId;
    }

    /// <summary>The parameters of the event: a JSON object.</summary>
    public string ParameterObjectAsJson { get; }

    /// <summary>The session of the target that the event comes from; empty for the page itself.</summary>
    public string SessionId { get; }
}
