namespace Microsoft.Web.WebView2.Core;

/// <summary>What a file system handle given to script stands for.</summary>
public enum CoreWebView2FileSystemHandleKind
{
    /// <summary>A file: script receives a <c>FileSystemFileHandle</c>.</summary>
    File = 0,

    /// <summary>A folder: script receives a <c>FileSystemDirectoryHandle</c>.</summary>
    Directory = 1,
}
