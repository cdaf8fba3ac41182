namespace Microsoft.Web.WebView2.Core;

/// <summary>One process of a browser's group.</summary>
public class CoreWebView2ProcessInfo
{
    internal CoreWebView2ProcessInfo(int processId, CoreWebView2ProcessKind kind)
    {
        ProcessId = processId;
        Kind = kind;
    }

    /// <summary>The role of the process.</summary>
    public CoreWebView2ProcessKind Kind { get; }

    /// <summary>The process id.</summary>
    public int ProcessId { get; }
}
