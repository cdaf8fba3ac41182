namespace Microsoft.Web.WebView2.Core;

/// <summary>The answer to a permission request.</summary>
public enum CoreWebView2PermissionState
{
    /// <summary>No decision: the browser does what it does by itself, which is usually to ask the user.</summary>
    Default = 0,

    /// <summary>The permission is granted.</summary>
    Allow = 1,

    /// <summary>The permission is refused.</summary>
    Deny = 2,
}
