using Microsoft.Web.WebView2.Core;

namespace Oriel.Core.Features.Navigation;

/// <summary>
/// Maps the network stack's error names (net/base/net_error_list.h, as the protocol spells them: <c>net::ERR_…</c>) to the official status.
/// </summary>
internal static class WebErrorStatuses
{
    internal const string Aborted = "net::ERR_ABORTED";

    internal static CoreWebView2WebErrorStatus FromNetError(string? error) => error switch
    {
        null => CoreWebView2WebErrorStatus.Unknown,
        Aborted => CoreWebView2WebErrorStatus.OperationCanceled,
        "net::ERR_CERT_COMMON_NAME_INVALID" => CoreWebView2WebErrorStatus.CertificateCommonNameIsIncorrect,
        "net::ERR_CERT_DATE_INVALID" or "net::ERR_CERT_VALIDITY_TOO_LONG" => CoreWebView2WebErrorStatus.CertificateExpired,
        "net::ERR_BAD_SSL_CLIENT_AUTH_CERT" or "net::ERR_SSL_CLIENT_AUTH_CERT_NO_PRIVATE_KEY" or "net::ERR_SSL_CLIENT_AUTH_SIGNATURE_FAILED"
            or "net::ERR_SSL_CLIENT_AUTH_CERT_BAD_FORMAT" => CoreWebView2WebErrorStatus.ClientCertificateContainsErrors,
        "net::ERR_CERT_REVOKED" => CoreWebView2WebErrorStatus.CertificateRevoked,
        "net::ERR_ADDRESS_UNREACHABLE" or "net::ERR_NETWORK_ACCESS_DENIED" => CoreWebView2WebErrorStatus.ServerUnreachable,
        "net::ERR_TIMED_OUT" or "net::ERR_CONNECTION_TIMED_OUT" => CoreWebView2WebErrorStatus.Timeout,
        "net::ERR_INVALID_HTTP_RESPONSE" or "net::ERR_INVALID_RESPONSE" or "net::ERR_EMPTY_RESPONSE" or "net::ERR_HTTP_RESPONSE_CODE_FAILURE"
            => CoreWebView2WebErrorStatus.ErrorHttpInvalidServerResponse,
        "net::ERR_CONNECTION_ABORTED" or "net::ERR_CONNECTION_CLOSED" => CoreWebView2WebErrorStatus.ConnectionAborted,
        "net::ERR_CONNECTION_RESET" => CoreWebView2WebErrorStatus.ConnectionReset,
        "net::ERR_INTERNET_DISCONNECTED" or "net::ERR_NETWORK_CHANGED" => CoreWebView2WebErrorStatus.Disconnected,
        "net::ERR_CONNECTION_REFUSED" or "net::ERR_CONNECTION_FAILED" or "net::ERR_PROXY_CONNECTION_FAILED" or "net::ERR_TUNNEL_CONNECTION_FAILED"
            or "net::ERR_SSL_PROTOCOL_ERROR" or "net::ERR_UNSAFE_PORT" => CoreWebView2WebErrorStatus.CannotConnect,
        "net::ERR_NAME_NOT_RESOLVED" or "net::ERR_NAME_RESOLUTION_FAILED" or "net::ERR_ICANN_NAME_COLLISION" => CoreWebView2WebErrorStatus.HostNameNotResolved,
        "net::ERR_TOO_MANY_REDIRECTS" or "net::ERR_UNSAFE_REDIRECT" or "net::ERR_INVALID_REDIRECT" => CoreWebView2WebErrorStatus.RedirectFailed,
        "net::ERR_INVALID_AUTH_CREDENTIALS" or "net::ERR_ACCESS_DENIED" => CoreWebView2WebErrorStatus.ValidAuthenticationCredentialsRequired,
        "net::ERR_PROXY_AUTH_REQUESTED" or "net::ERR_PROXY_AUTH_UNSUPPORTED" => CoreWebView2WebErrorStatus.ValidProxyAuthenticationRequired,
        _ when error.StartsWith("net::ERR_CERT_", System.StringComparison.Ordinal) || error.StartsWith("net::ERR_SSL_PINNED", System.StringComparison.Ordinal)
            => CoreWebView2WebErrorStatus.CertificateIsInvalid,
        _ => CoreWebView2WebErrorStatus.UnexpectedError,
    };

    internal static CoreWebView2WebErrorStatus FromHttpStatus(int status) => status switch
    {
        401 => CoreWebView2WebErrorStatus.ValidAuthenticationCredentialsRequired,
        407 => CoreWebView2WebErrorStatus.ValidProxyAuthenticationRequired,
        _ => CoreWebView2WebErrorStatus.Unknown,
    };
}
