using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Sessions;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Script;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Messages;

/// <summary>
/// <c>window.chrome.webview</c>: puts the bridge script into every document and carries messages both ways. The page is hostile: who
/// speaks is taken from the script context the browser names, never from what the message says.
/// </summary>
internal sealed class WebMessageFeature(View view) : Feature(view)
{
    private const char MessageKind = 'm';
    private const char TitleKind = 't';
    private const char FullScreenKind = 'f';
    private const char CloseKind = 'c';

    private static readonly string s_bridge = EmbeddedScript.Read("Oriel.bridge.js");

    /// <summary>Not to be guessed by a page that loads before the bridge does (a sandboxed srcdoc frame may).</summary>
    private readonly string _bindingName = "oriel_" + Guid.NewGuid().ToString("N");
    private readonly Dictionary<CdpSession, Task<Page.AddScriptToEvaluateOnNewDocumentResult>> _bridges = [];

    /// <summary>Those whose script says what was allowed before; they have it until they have a renderer.</summary>
    private readonly HashSet<CdpSession> _outdated = [];

    internal EventHandler<CoreWebView2WebMessageReceivedEventArgs>? Received { get; set; }

    internal void PostAsJson(string webMessageAsJson)
    {
        ArgumentNullException.ThrowIfNull(webMessageAsJson);
        VerifyEnabled(nameof(CoreWebView2.PostWebMessageAsJson));
        VerifyJson(webMessageAsJson);
        Deliver('j', webMessageAsJson);
    }

    internal void PostAsString(string webMessageAsString)
    {
        ArgumentNullException.ThrowIfNull(webMessageAsString);
        VerifyEnabled(nameof(CoreWebView2.PostWebMessageAsString));
        Deliver('s', webMessageAsString);
    }

    /// <summary>Puts the script in again with what is allowed now; documents that are there keep theirs.</summary>
    internal void OnEnabledChanged()
    {
        foreach (CdpSession session in View.Target.Sessions)
        {
            _outdated.Add(session);
            OnRecovered(session);
        }
    }

    internal override void OnRecovered(CdpSession session)
    {
        if (!session.HasLostRenderer && _outdated.Remove(session))
        {
            View.Dispatcher.Observe(ReplaceBridgeAsync(session));
        }
    }

    internal override void Attach(CdpSession session, bool isPage)
    {
        if (isPage)
        {
            _bridges.Clear();
            _outdated.Clear();
        }

        session.Subscribe(Runtime.BindingCalledEvent.Method, new BindingSubscription("CoreWebView2.WebMessageReceived", _bindingName, OnBindingCalled));
        session.Post(new Runtime.AddBindingCommand(_bindingName));
        AddBridge(session);
    }

    internal override void Close() => Received = null;

    /// <summary>The top frame has a new document. One that came into a window which a page had opened may have its predecessor's global object, and so its bridge.</summary>
    internal void OnNewDocument()
    {
        if (View.Target.IsAdopted)
        {
            View.Page.Post(new Runtime.EvaluateCommand("chrome.webview['oriel.watchTitle']()") { Silent = true, UniqueContextId = View.Frames.MainContext });
        }
    }

    private static void VerifyJson(string json)
    {
        try
        {
            byte[] utf8 = Encoding.UTF8.GetBytes(json);
            Utf8JsonReader reader = new(utf8, new JsonReaderOptions { MaxDepth = 1000 });
            while (reader.Read())
            {
            }
        }
        catch (JsonException malformed)
        {
            throw new ArgumentException($"The message is not JSON: {malformed.Message} Use PostWebMessageAsString for plain text.", nameof(json), malformed);
        }
    }

    private void VerifyEnabled(string member)
    {
        if (!View.Settings.IsWebMessageEnabled)
        {
            throw new UnauthorizedAccessException($"{member} was called while IsWebMessageEnabled is false. Set CoreWebView2.Settings.IsWebMessageEnabled to true first.");
        }
    }

    private void Deliver(char kind, string text)
    {
        StringBuilder expression = new("chrome.webview['oriel.deliver']('", text.Length + 64);
        expression.Append(kind).Append("',");
        JavaScriptLiteral.Append(expression, text);
        expression.Append(')');

        // To the document that is there now, not to whichever is there when it arrives: documented is that the message is lost with it.
        View.Page.Post(new Runtime.EvaluateCommand(expression.ToString()) { Silent = true, UniqueContextId = View.Frames.MainContext });
    }

    private void OnBindingCalled(CdpSession session, int contextId, char kind, string text)
    {
        if (!View.Frames.TryFindContext(session, contextId, out FrameState? frame) || !View.Frames.IsMain(frame.Id))
        {
            return;
        }

        switch (kind)
        {
            case MessageKind when View.Settings.IsWebMessageEnabled:
                View.Raise(Received, new CoreWebView2WebMessageReceivedEventArgs(frame.Url, text, []));
                break;
            case TitleKind:
                View.Documents.SetTitle(text);
                break;
            case FullScreenKind:
                View.Wishes.SetFullScreen(text == "1");
                break;
            case CloseKind:
                View.Wishes.RequestClose();
                break;
        }
    }

    private void AddBridge(CdpSession session)
    {
        string arguments = $"({{ bindingName: '{_bindingName}', messagesEnabled: {(View.Settings.IsWebMessageEnabled ? "true" : "false")} }})";
        _bridges[session] = session.SendAsync<Page.AddScriptToEvaluateOnNewDocumentCommand, Page.AddScriptToEvaluateOnNewDocumentResult>(
            new Page.AddScriptToEvaluateOnNewDocumentCommand(s_bridge + arguments) { RunImmediately = true });
        View.Dispatcher.Observe(_bridges[session]);
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    private async Task ReplaceBridgeAsync(CdpSession session)
    {
        if (_bridges.TryGetValue(session, out Task<Page.AddScriptToEvaluateOnNewDocumentResult>? added))
        {
            string identifier = (await added).Identifier;
            session.Post(new Page.RemoveScriptToEvaluateOnNewDocumentCommand(identifier));
            AddBridge(session);
        }
    }
}
