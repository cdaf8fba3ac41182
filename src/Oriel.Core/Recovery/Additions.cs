using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Views;

namespace Oriel.Recovery;

/// <summary>What the app has added to its view in a way that it comes back with it: scripts for new documents, and filters of requests.</summary>
internal sealed class Additions
{
    private readonly List<Script> _scripts = [];
    private readonly List<(string Uri, CoreWebView2WebResourceContext Context, CoreWebView2WebResourceRequestSourceKinds Kinds)> _filters = [];
    private int _lastId;

    /// <returns>The id to remove it by, in whichever view it is.</returns>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    internal async Task<string> AddScriptAsync(View view, string source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Script script = new(string.Create(CultureInfo.InvariantCulture, $"r{++_lastId}"), source);
        _scripts.Add(script);
        if (!view.IsClosed)
        {
            await script.AddToAsync(view);
        }

        return script.Id;
    }

    internal void RemoveScript(View view, string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (_scripts.Find(script => script.Id == id) is { } script)
        {
            _ = _scripts.Remove(script);
            view.Dispatcher.Observe(script.RemoveFromAsync(view));
        }
    }

    internal void AddFilter(View view, string uri, CoreWebView2WebResourceContext context, CoreWebView2WebResourceRequestSourceKinds kinds)
    {
        // Refuses what is no filter.
        view.Requests.AddFilter(uri, context, kinds);
        _filters.Add((uri, context, kinds));
    }

    internal void RemoveFilter(View view, string uri, CoreWebView2WebResourceContext context, CoreWebView2WebResourceRequestSourceKinds kinds)
    {
        view.Requests.RemoveFilter(uri, context, kinds);
        _ = _filters.Remove((uri, context, kinds));
    }

    /// <summary>Adds them to a new view.</summary>
    internal Task ApplyAsync(View view)
    {
        foreach ((string uri, CoreWebView2WebResourceContext context, CoreWebView2WebResourceRequestSourceKinds kinds) in _filters)
        {
            view.Requests.AddFilter(uri, context, kinds);
        }

        return Task.WhenAll(_scripts.Select(script => script.AddToAsync(view)));
    }

    private sealed class Script(string id, string source)
    {
        private View? _view;
        private Task<string>? _added;

        internal string Id { get; } = id;

        internal Task<string> AddToAsync(View view)
        {
            _view = view;
            _added = view.Script.AddDocumentScriptAsync(source);
            return _added;
        }

        [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
        internal async Task RemoveFromAsync(View view)
        {
            if (_view == view && _added is { } added)
            {
                string id = await added;
                if (!view.IsClosed)
                {
                    view.Script.RemoveDocumentScript(id);
                }
            }
        }
    }
}
