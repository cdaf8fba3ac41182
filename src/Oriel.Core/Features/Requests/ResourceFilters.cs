using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Errors;
using Oriel.Protocol.Cdp;
using Kinds = Microsoft.Web.WebView2.Core.CoreWebView2WebResourceRequestSourceKinds;

namespace Oriel.Core.Features.Requests;

/// <summary>Which requests an app wants to see. A filter that was added several times must be removed as often; the sources of requests are counted each for itself.</summary>
internal sealed class ResourceFilters
{
    private static readonly Kinds[] s_kinds = [Kinds.Document, Kinds.SharedWorker, Kinds.ServiceWorker];

    private readonly Dictionary<(string Uri, CoreWebView2WebResourceContext Context), int[]> _counts = [];

    internal void Add(string? uri, CoreWebView2WebResourceContext context, Kinds kinds)
    {
        Check(context, kinds);
        if (!_counts.TryGetValue((uri ?? "", context), out int[]? counts))
        {
            counts = new int[s_kinds.Length];
            _counts.Add((uri ?? "", context), counts);
        }

        for (int i = 0; i < s_kinds.Length; i++)
        {
            counts[i] += kinds.HasFlag(s_kinds[i]) ? 1 : 0;
        }
    }

    internal void Remove(string? uri, CoreWebView2WebResourceContext context, Kinds kinds)
    {
        Check(context, kinds);
        if (!_counts.TryGetValue((uri ?? "", context), out int[]? counts) || !s_kinds.Where((kind, i) => kinds.HasFlag(kind) && counts[i] > 0).Any())
        {
            throw OfficialErrors.InvalidArgument(
                $"There is no filter for '{Excerpt.Of(uri ?? "")}', {context} and {kinds} to remove: it was not added, or has been removed as often as it was added.", nameof(uri));
        }

        for (int i = 0; i < s_kinds.Length; i++)
        {
            counts[i] -= kinds.HasFlag(s_kinds[i]) && counts[i] > 0 ? 1 : 0;
        }

        if (Array.TrueForAll(counts, static count => count == 0))
        {
            _counts.Remove((uri ?? "", context));
        }
    }

    /// <param name="uri">Normalised and without a fragment, as the browser has it.</param>
    /// <param name="context">What the request is for.</param>
    internal bool Matches(string uri, CoreWebView2WebResourceContext context)
    {
        foreach (((string pattern, CoreWebView2WebResourceContext wanted), int[] counts) in _counts)
        {
            if (counts[0] > 0 && ResourceContexts.Covers(wanted, context) && UriGlob.Matches(pattern, uri))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>What the browser must hold for them, beside documents, which it holds anyway.</summary>
    internal BrokerDomain.RequestPattern[] ToPatterns() =>
    [
        .. _counts
            .Where(static filter => filter.Value[0] > 0 && filter.Key.Uri.Length > 0 && filter.Key.Context != CoreWebView2WebResourceContext.Document)
            .Select(static filter => new BrokerDomain.RequestPattern(filter.Key.Uri, ResourceContexts.TypeOf(filter.Key.Context))),
    ];

    private static void Check(CoreWebView2WebResourceContext context, Kinds kinds)
    {
        _ = ResourceContexts.TypeOf(context);
        if (kinds == Kinds.None)
        {
            throw OfficialErrors.InvalidArgument("The filter names no source of requests. Use Document for those of pages and their frames, or All.", "requestSourceKinds");
        }
    }
}
