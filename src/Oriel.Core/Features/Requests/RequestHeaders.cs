using System.Linq;
using Microsoft.Web.WebView2.Core;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Requests;

/// <summary>Between the protocol's headers and the API's.</summary>
internal static class RequestHeaders
{
    internal static CoreWebView2HttpRequestHeaders None() => new(new HeaderList());

    internal static CoreWebView2HttpRequestHeaders From(NetworkHeaders headers) => new(ListOf(headers));

    /// <summary>The browser's headers with those the app gave put over them.</summary>
    internal static CoreWebView2HttpRequestHeaders From(NetworkHeaders headers, HeaderList overriding)
    {
        HeaderList list = ListOf(headers);
        foreach ((string name, string value) in overriding.GetAll())
        {
            list.Set(name, value);
        }

        return new CoreWebView2HttpRequestHeaders(list);
    }

    internal static Fetch.HeaderEntry[] ToEntries(CoreWebView2HttpRequestHeaders headers) =>
        [.. headers.List.GetAll().Select(header => new Fetch.HeaderEntry(header.Key, header.Value))];

    private static HeaderList ListOf(NetworkHeaders headers)
    {
        HeaderList list = new();
        foreach ((string name, string value) in headers.Entries)
        {
            list.Append(name, value);
        }

        return list;
    }
}
