using System;
using Oriel.Core.Dispatching;

namespace Microsoft.Web.WebView2.Core;

/// <summary>An event of the DevTools protocol.</summary>
/// <remarks>Thread: that of the view.</remarks>
public class CoreWebView2DevToolsProtocolEventReceivedEventArgs : EventArgs
{
    private readonly OwnThread _thread = OwnThread.Current;

    internal CoreWebView2DevToolsProtocolEventReceivedEventArgs(string parameterObjectAsJson, string sessionId)
    {
        ParameterObjectAsJson = parameterObjectAsJson;
        SessionId = sessionId;
    }

    /// <summary>The parameters of the event: a JSON object.</summary>
    public string ParameterObjectAsJson
    {
        get
        {
            _thread.Check(nameof(CoreWebView2DevToolsProtocolEventReceivedEventArgs));
            return field;
        }
    }

    /// <summary>The session of the target that the event comes from; empty for the page itself.</summary>
    public string SessionId
    {
        get
        {
            _thread.Check(nameof(CoreWebView2DevToolsProtocolEventReceivedEventArgs));
            return field;
        }
    }
}
