using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Sessions;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Protocol;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Script;

/// <summary>Runs script in the top document, and keeps the scripts that run at the start of every document.</summary>
internal sealed class ScriptFeature(View view) : Feature(view)
{
    /// <summary>The app's scripts by the id the app has; a script has another id in every target it was added to.</summary>
    private readonly List<DocumentScript> _documentScripts = [];
    /// <summary>Removed when a renderer was lost, which the browser has kept them for.</summary>
    private readonly List<(CdpSession Session, DocumentScript Script)> _removedTooLate = [];

    private int _lastScriptId;

    /// <returns>The result as JSON; "null" for undefined, for what JSON cannot hold, and when the script threw.</returns>
    internal Task<string> ExecuteAsync(string javaScript)
    {
        ArgumentNullException.ThrowIfNull(javaScript);
        ScriptCall call = new(View, javaScript);
        View.Dispatcher.Calls?.Add(call);
        if (View.Navigation.IsWaitingForDocument)
        {
            View.Navigation.WhenDocumentIsThere(call.Send, call.Abandon);
        }
        else
        {
            call.Send();
        }

        return call.Task;
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    internal async Task<CoreWebView2ExecuteScriptResult> ExecuteWithResultAsync(string javaScript)
    {
        ArgumentNullException.ThrowIfNull(javaScript);
        await View.Navigation.WhenDocumentIsThereAsync();
        if (View.Failures.IsPageLost)
        {
            return new CoreWebView2ExecuteScriptResult(ScriptResult.Null);
        }

        CdpSession page = View.Page;
        JsonCall call = new(View.Dispatcher, nameof(CoreWebView2.ExecuteScriptWithResultAsync));
        page.Send(new Runtime.EvaluateCommand(javaScript) { ReturnByValue = true, Silent = true }, call);
        try
        {
            CborValue result = await call.Task;
            return ScriptResult.ReadException(result.Encoded) is { } thrown
                ? new CoreWebView2ExecuteScriptResult(thrown)
                : new CoreWebView2ExecuteScriptResult(ScriptResult.ReadJson(result.Encoded));
        }
        catch (CdpException)
        {
            // A result that is no JSON (a cycle), or a document that went away meanwhile: documented as "null".
            return new CoreWebView2ExecuteScriptResult(ScriptResult.Null);
        }
    }

    /// <returns>The id to remove it by.</returns>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    internal async Task<string> AddDocumentScriptAsync(string javaScript)
    {
        ArgumentNullException.ThrowIfNull(javaScript);
        DocumentScript script = new((++_lastScriptId).ToString(System.Globalization.CultureInfo.InvariantCulture), javaScript);
        _documentScripts.Add(script);
        try
        {
            await Task.WhenAll(View.Target.Sessions.Where(static session => !session.HasLostRenderer).Select(session => script.AddToAsync(session)));
        }
        catch (CdpException) when (View.Target.Sessions.Exists(static session => session.HasLostRenderer))
        {
            // A renderer has ended meanwhile. The next one gets it.
        }

        return script.Id;
    }

    internal void RemoveDocumentScript(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (_documentScripts.Find(known => known.Id == id) is { } script)
        {
            _ = _documentScripts.Remove(script);
            View.Dispatcher.Observe(script.RemoveAsync(static session => !session.HasLostRenderer));
            _removedTooLate.AddRange(View.Target.Sessions.Where(static session => session.HasLostRenderer).Select(session => (session, script)));
        }
    }

    internal override void OnRecovered(CdpSession session)
    {
        // Before others are added: the browser numbers them anew from the last one that is left.
        foreach ((_, DocumentScript script) in _removedTooLate.Where(removed => removed.Session == session))
        {
            View.Dispatcher.Observe(script.RemoveFromAsync(session));
        }

        _removedTooLate.RemoveAll(removed => removed.Session == session);
        foreach (DocumentScript script in _documentScripts.Where(script => !script.IsIn(session)))
        {
            // When nobody has waited for the renderer, as with a navigation that another page has begun, the browser holds it back until the next document is there, and so it may come after that document's first scripts.
            View.Dispatcher.Observe(script.AddToAsync(session, runImmediately: !View.Navigation.Revival.IsUnderWay));
        }
    }

    internal override void Attach(CdpSession session, bool isPage)
    {
        foreach (DocumentScript script in _documentScripts)
        {
            // The empty document of a window that a page has opened passes its global object on to the next one, which is then no new one to the browser.
            View.Dispatcher.Observe(script.AddToAsync(session, runImmediately: isPage && View.Target.IsAdopted));
        }
    }
}
