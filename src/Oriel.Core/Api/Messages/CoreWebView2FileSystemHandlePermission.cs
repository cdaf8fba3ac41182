namespace Microsoft.Web.WebView2.Core;

/// <summary>What script may do through a file system handle.</summary>
public enum CoreWebView2FileSystemHandlePermission
{
    /// <summary>Read only.</summary>
    ReadOnly = 0,

    /// <summary>Read and write.</summary>
    ReadWrite = 1,
}
