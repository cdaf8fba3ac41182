namespace Microsoft.Web.WebView2.Core;

/// <summary>How the controller reads the numbers in its bounds.</summary>
public enum CoreWebView2BoundsMode
{
    /// <summary>The bounds are physical pixels; the rasterization scale does not change the size of the view.</summary>
    UseRawPixels = 0,

    /// <summary>The bounds are logical pixels, multiplied by the rasterization scale to get physical ones.</summary>
    UseRasterizationScale = 1,
}
