namespace Microsoft.Web.WebView2.Core;

/// <summary>How far a download has come.</summary>
public enum CoreWebView2DownloadState
{
    /// <summary>Bytes are being received, or will be.</summary>
    InProgress = 0,

    /// <summary>The download has stopped before its end; the interrupt reason says why, and it may be possible to resume.</summary>
    Interrupted = 1,

    /// <summary>The file is complete.</summary>
    Completed = 2,
}
