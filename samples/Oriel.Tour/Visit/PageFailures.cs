using System;
using System.Net;
using Microsoft.Web.WebView2.Core;
using Oriel.Tour.Views;

namespace Oriel.Tour.Visit;

/// <summary>What is said when a page did not come.</summary>
internal static class PageFailures
{
    /// <returns>Null if the page came.</returns>
    internal static string? Of(string url, PageOutcome outcome) => outcome switch
    {
        { HttpStatus: >= 400 } => $"The server answered {outcome.HttpStatus} {Phrase(outcome.HttpStatus)} for {url}.",
        { IsSuccess: true } => null,
        _ => $"{url} did not load: {Reason(new Uri(url), outcome.Error)}",
    };

    internal static string Phrase(int status)
    {
        string name = ((HttpStatusCode)status).ToString();
        return char.IsAsciiDigit(name[0]) ? "" : System.Text.RegularExpressions.Regex.Replace(name, "(?<=[a-z])(?=[A-Z])", " ");
    }

    private static string Reason(Uri url, CoreWebView2WebErrorStatus error) => error switch
    {
        _ when url.IsFile => $"there is no file {url.LocalPath}, or it cannot be read.",
        CoreWebView2WebErrorStatus.HostNameNotResolved => $"no address is known for the name {url.Host}. Check the spelling, and the network.",
        CoreWebView2WebErrorStatus.CannotConnect or CoreWebView2WebErrorStatus.ConnectionReset or CoreWebView2WebErrorStatus.ConnectionAborted =>
            $"nothing answers at {url.Host}, port {url.Port} ({error}). Check that the server runs there.",
        CoreWebView2WebErrorStatus.ServerUnreachable or CoreWebView2WebErrorStatus.Disconnected => $"there is no way to {url.Host} from here ({error}). Check the network.",
        CoreWebView2WebErrorStatus.Timeout => $"{url.Host} did not answer in time.",
        >= CoreWebView2WebErrorStatus.CertificateCommonNameIsIncorrect and <= CoreWebView2WebErrorStatus.CertificateIsInvalid =>
            $"the certificate of {url.Host} cannot be trusted ({error}).",
        _ => $"{error}.",
    };
}
