namespace Microsoft.Web.WebView2.Core;

/// <summary>What happened to an accelerator key.</summary>
/// <remarks>
/// Named after the Windows messages WM_KEYDOWN, WM_KEYUP, WM_SYSKEYDOWN and WM_SYSKEYUP, of which the latter two stand for keys together
/// with Alt.
/// </remarks>
public enum CoreWebView2KeyEventKind
{
    /// <summary>The key went down.</summary>
    KeyDown = 0,

    /// <summary>The key came up.</summary>
    KeyUp = 1,

    /// <summary>The key went down while Alt was held, or it was Alt or F10 itself.</summary>
    SystemKeyDown = 2,

    /// <summary>The key came up while Alt was held, or it was Alt or F10 itself.</summary>
    SystemKeyUp = 3,
}
