using System;
using Microsoft.Web.WebView2.Core;

namespace Oriel.Core.Features.Requests;

/// <summary>Between the API's kinds of resources and Chromium's.</summary>
internal static class ResourceContexts
{
    /// <summary>The browser process does not tell a <c>fetch()</c> from an <c>XMLHttpRequest</c>.</summary>
    private const string Fetched = "XHR";

    private static readonly (CoreWebView2WebResourceContext Context, string Type)[] s_pairs =
    [
        (CoreWebView2WebResourceContext.Document, "Document"),
        (CoreWebView2WebResourceContext.Stylesheet, "Stylesheet"),
        (CoreWebView2WebResourceContext.Image, "Image"),
        (CoreWebView2WebResourceContext.Media, "Media"),
        (CoreWebView2WebResourceContext.Font, "Font"),
        (CoreWebView2WebResourceContext.Script, "Script"),
        (CoreWebView2WebResourceContext.XmlHttpRequest, Fetched),
        (CoreWebView2WebResourceContext.Fetch, Fetched),
        (CoreWebView2WebResourceContext.TextTrack, "TextTrack"),
        (CoreWebView2WebResourceContext.EventSource, "EventSource"),
        (CoreWebView2WebResourceContext.Websocket, "WebSocket"),
        (CoreWebView2WebResourceContext.Manifest, "Manifest"),
        (CoreWebView2WebResourceContext.SignedExchange, "SignedExchange"),
        (CoreWebView2WebResourceContext.Ping, "Ping"),
        (CoreWebView2WebResourceContext.CspViolationReport, "CSPViolationReport"),
        (CoreWebView2WebResourceContext.Other, "Other"),
    ];

    internal static CoreWebView2WebResourceContext From(string type)
    {
        foreach ((CoreWebView2WebResourceContext context, string known) in s_pairs)
        {
            if (known == type)
            {
                return context;
            }
        }

        return CoreWebView2WebResourceContext.Other;
    }

    /// <summary>Whether a filter for <paramref name="wanted"/> takes a request for <paramref name="context"/>.</summary>
    internal static bool Covers(CoreWebView2WebResourceContext wanted, CoreWebView2WebResourceContext context) =>
        wanted == context || wanted == CoreWebView2WebResourceContext.All
        || (wanted == CoreWebView2WebResourceContext.Fetch && context == CoreWebView2WebResourceContext.XmlHttpRequest);

    /// <returns>Null for all of them.</returns>
    /// <exception cref="ArgumentException">There is no such context.</exception>
    internal static string? TypeOf(CoreWebView2WebResourceContext context)
    {
        if (context == CoreWebView2WebResourceContext.All)
        {
            return null;
        }

        int index = Array.FindIndex(s_pairs, pair => pair.Context == context);
        return index >= 0
            ? s_pairs[index].Type
            : throw new ArgumentException($"{(int)context} is no resource context. Use a value of CoreWebView2WebResourceContext.", nameof(context));
    }
}
