using System;

namespace Microsoft.Web.WebView2.Core;

/// <summary>Buttons of the toolbar of the PDF viewer that can be hidden; a bit field.</summary>
/// <remarks>The values name the buttons of Microsoft Edge's viewer; the viewers of other Chromium browsers do not have every one.</remarks>
[Flags]
public enum CoreWebView2PdfToolbarItems
{
    /// <summary>No button.</summary>
    None = 0,

    /// <summary>Save the file.</summary>
    Save = 1,

    /// <summary>Print.</summary>
    Print = 2,

    /// <summary>Save the file under another name.</summary>
    SaveAs = 4,

    /// <summary>Zoom in.</summary>
    ZoomIn = 8,

    /// <summary>Zoom out.</summary>
    ZoomOut = 16,

    /// <summary>Rotate the pages.</summary>
    Rotate = 32,

    /// <summary>Fit the page to the view.</summary>
    FitPage = 64,

    /// <summary>Choose between one page and two pages.</summary>
    PageLayout = 128,

    /// <summary>Show the table of contents.</summary>
    Bookmarks = 256,

    /// <summary>Go to a page by its number.</summary>
    PageSelector = 512,

    /// <summary>Search in the text.</summary>
    Search = 1024,

    /// <summary>Use the full screen.</summary>
    FullScreen = 2048,

    /// <summary>The menu of further settings.</summary>
    MoreSettings = 4096,
}
