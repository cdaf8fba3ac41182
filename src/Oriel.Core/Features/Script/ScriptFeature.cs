using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Sessions;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Script;

/// <summary>Runs script in the top document, and keeps the scripts that run at the start of every document.</summary>
internal sealed class ScriptFeature(View view) : Feature(view)
{
    /// <summary>The app's scripts by the id the app has; a script has another id in every target it was added to.</summary>
    private readonly SortedDictionary<int, DocumentScript> _documentScripts = [];
    private int _lastScriptId;

    /// <returns>The result as JSON; "null" for undefined, for what JSON cannot hold, and when the script threw.</returns>
    internal async Task<string> ExecuteAsync(string javaScript)
    {
        ArgumentNullException.ThrowIfNull(javaScript);
        return ScriptResult.ToJson(await EvaluateAsync(javaScript));
    }

    internal async Task<CoreWebView2ExecuteScriptResult> ExecuteWithResultAsync(string javaScript)
    {
        ArgumentNullException.ThrowIfNull(javaScript);
        CdpSession page = View.Page;
        Runtime.EvaluateResult? result = await EvaluateAsync(javaScript);
        return result?.ExceptionDetails is { } details
            ? new CoreWebView2ExecuteScriptResult(await ScriptResult.ToExceptionAsync(page, details))
            : new CoreWebView2ExecuteScriptResult(ScriptResult.ToJson(result));
    }

    /// <returns>The id to remove it by.</returns>
    internal async Task<string> AddDocumentScriptAsync(string javaScript)
    {
        ArgumentNullException.ThrowIfNull(javaScript);
        int id = ++_lastScriptId;
        DocumentScript script = new(javaScript);
        _documentScripts.Add(id, script);
        await Task.WhenAll(View.Target.Sessions.ConvertAll(session => script.AddToAsync(session)));
        return id.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    internal void RemoveDocumentScript(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (int.TryParse(id, out int known) && _documentScripts.Remove(known, out DocumentScript? script))
        {
            View.Dispatcher.Observe(script.RemoveAsync());
        }
    }

    internal override void Attach(CdpSession session, bool isPage)
    {
        foreach (DocumentScript script in _documentScripts.Values)
        {
            View.Dispatcher.Observe(script.AddToAsync(session));
        }
    }

    /// <returns>Null when the document, or the view, went away before the answer.</returns>
    private Task<Runtime.EvaluateResult?> EvaluateAsync(string javaScript)
    {
        ScriptCall call = new(View, javaScript);
        View.Navigation.WhenDocumentIsThere(call.Send);
        return call.Task;
    }
}
