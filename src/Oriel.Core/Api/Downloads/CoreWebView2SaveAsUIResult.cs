namespace Microsoft.Web.WebView2.Core;

/// <summary>How a programmatic <i>Save as</i> ended.</summary>
public enum CoreWebView2SaveAsUIResult
{
    /// <summary>Saving has been started.</summary>
    Success = 0,

    /// <summary>The path is empty, relative or a folder, or its folder does not exist.</summary>
    InvalidPath = 1,

    /// <summary>The file exists and may not be replaced.</summary>
    FileAlreadyExists = 2,

    /// <summary>The content cannot be saved in the chosen form.</summary>
    KindNotSupported = 3,

    /// <summary>The user or the app canceled.</summary>
    Cancelled = 4,
}
