namespace Microsoft.Web.WebView2.Core;

/// <summary>What script may do with a shared buffer.</summary>
public enum CoreWebView2SharedBufferAccess
{
    /// <summary>Read only.</summary>
    ReadOnly = 0,

    /// <summary>Read and write.</summary>
    ReadWrite = 1,
}
