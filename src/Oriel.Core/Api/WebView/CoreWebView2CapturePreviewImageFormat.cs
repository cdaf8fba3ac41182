namespace Microsoft.Web.WebView2.Core;

/// <summary>The file format of a captured picture of the page.</summary>
public enum CoreWebView2CapturePreviewImageFormat
{
    /// <summary>PNG: lossless.</summary>
    Png = 0,

    /// <summary>JPEG: lossy, without transparency.</summary>
    Jpeg = 1,
}
