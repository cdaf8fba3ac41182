namespace Microsoft.Web.WebView2.Core;

/// <summary>Why a navigation or request failed.</summary>
public enum CoreWebView2WebErrorStatus
{
    /// <summary>Not known; also the value of a navigation that did not fail.</summary>
    Unknown = 0,

    /// <summary>The server's certificate is for another name.</summary>
    CertificateCommonNameIsIncorrect = 1,

    /// <summary>The server's certificate has expired, or is not valid yet.</summary>
    CertificateExpired = 2,

    /// <summary>The client certificate was not acceptable.</summary>
    ClientCertificateContainsErrors = 3,

    /// <summary>The server's certificate has been revoked.</summary>
    CertificateRevoked = 4,

    /// <summary>The server's certificate is not valid for another reason, for example because nobody trusted has signed it.</summary>
    CertificateIsInvalid = 5,

    /// <summary>The host cannot be reached.</summary>
    ServerUnreachable = 6,

    /// <summary>The connection timed out.</summary>
    Timeout = 7,

    /// <summary>The server sent something that is no valid response.</summary>
    ErrorHttpInvalidServerResponse = 8,

    /// <summary>The connection was given up, or the page stopped loading.</summary>
    ConnectionAborted = 9,

    /// <summary>The other side reset the connection.</summary>
    ConnectionReset = 10,

    /// <summary>There is no network.</summary>
    Disconnected = 11,

    /// <summary>The host refused the connection, or it could not be made.</summary>
    CannotConnect = 12,

    /// <summary>The host name is not known to DNS.</summary>
    HostNameNotResolved = 13,

    /// <summary>The app canceled the navigation, or another one replaced it before it was complete.</summary>
    OperationCanceled = 14,

    /// <summary>A redirect could not be followed.</summary>
    RedirectFailed = 15,

    /// <summary>Something failed that no other value describes.</summary>
    UnexpectedError = 16,

    /// <summary>The server asks for credentials (HTTP status 401).</summary>
    ValidAuthenticationCredentialsRequired = 17,

    /// <summary>The proxy asks for credentials (HTTP status 407).</summary>
    ValidProxyAuthenticationRequired = 18,
}
