namespace Microsoft.Web.WebView2.Core;

/// <summary>How a print job ended.</summary>
public enum CoreWebView2PrintStatus
{
    /// <summary>The job was handed to the printer.</summary>
    Succeeded = 0,

    /// <summary>No printer of that name was found, or it cannot be reached.</summary>
    PrinterUnavailable = 1,

    /// <summary>The job failed for another reason.</summary>
    OtherError = 2,
}
