#pragma warning disable CA1051 // Apps are compiled against fields.

namespace Microsoft.Web.WebView2.Core;

/// <summary>A color with opacity; each component runs from 0 to 255.</summary>
/// <remarks>The members that take a color use <see cref="System.Drawing.Color"/>; this is the form it has underneath.</remarks>
public struct CoreWebView2Color
{
    /// <summary>Opacity: 0 is transparent, 255 is opaque.</summary>
    public byte A;

    /// <summary>Red.</summary>
    public byte R;

    /// <summary>Green.</summary>
    public byte G;

    /// <summary>Blue.</summary>
    public byte B;
}
