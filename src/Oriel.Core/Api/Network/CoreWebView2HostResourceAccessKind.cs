namespace Microsoft.Web.WebView2.Core;

/// <summary>What pages of other origins may do with the files behind a virtual host name.</summary>
/// <remarks>
/// The virtual host's own pages always have access, and other rules of the web, such as Content Security Policy, hold in any case.
/// </remarks>
public enum CoreWebView2HostResourceAccessKind
{
    /// <summary>Nothing: neither elements such as <c>img</c> or <c>script</c> nor <c>fetch</c> get the files.</summary>
    Deny = 0,

    /// <summary>Everything, as if each file was sent with <c>Access-Control-Allow-Origin: *</c>.</summary>
    Allow = 1,

    /// <summary>
    /// Elements such as <c>img</c>, <c>script</c> or <c>iframe</c> get the files; requests that need the server's consent (CORS) fail.
    /// </summary>
    DenyCors = 2,
}
