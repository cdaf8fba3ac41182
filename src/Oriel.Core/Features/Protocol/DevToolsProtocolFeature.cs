using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Errors;
using Oriel.Client.Sessions;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Views;
using Oriel.Protocol;
using Oriel.Protocol.Cbor;

namespace Oriel.Core.Features.Protocol;

/// <summary>The app's own use of the DevTools protocol: JSON at its edge, whatever the wire speaks.</summary>
internal sealed class DevToolsProtocolFeature(View view) : Feature(view)
{
    private readonly Dictionary<string, CoreWebView2DevToolsProtocolEventReceiver> _receivers = [];

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    internal async Task<string> CallAsync(string? sessionId, string methodName, string parametersAsJson)
    {
        ArgumentNullException.ThrowIfNull(methodName);
        if (methodName.Length == 0)
        {
            throw OfficialErrors.InvalidArgument("The name of the method is empty. Give its domain and name, such as Page.getLayoutMetrics.", nameof(methodName));
        }

        CdpSession session = string.IsNullOrEmpty(sessionId) ? View.Page : FindSession(sessionId);
        JsonCall call = new(session.Queue, nameof(CoreWebView2.CallDevToolsProtocolMethodAsync));
        session.Send(methodName, ParseParameters(parametersAsJson), call);
        try
        {
            return CborJson.ToJson((await call.Task).Encoded);
        }
        catch (CdpException refused)
        {
            throw OfficialErrors.InvalidArgument($"The browser refused {methodName}: {refused.Error.Message} (code {refused.Error.Code}).", inner: refused);
        }
    }

    internal CoreWebView2DevToolsProtocolEventReceiver ReceiverOf(string eventName)
    {
        ArgumentNullException.ThrowIfNull(eventName);
        if (!_receivers.TryGetValue(eventName, out CoreWebView2DevToolsProtocolEventReceiver? receiver))
        {
            receiver = new CoreWebView2DevToolsProtocolEventReceiver(View, eventName);
            _receivers.Add(eventName, receiver);
            foreach (CdpSession session in View.Target.Sessions)
            {
                Subscribe(session, receiver);
            }
        }

        return receiver;
    }

    internal override void Attach(CdpSession session, bool isPage)
    {
        foreach (CoreWebView2DevToolsProtocolEventReceiver receiver in _receivers.Values)
        {
            Subscribe(session, receiver);
        }
    }

    internal override void Close()
    {
        foreach (CoreWebView2DevToolsProtocolEventReceiver receiver in _receivers.Values)
        {
            receiver.Handlers = null;
        }
    }

    private static CborValue ParseParameters(string? parametersAsJson)
    {
        try
        {
            using MessageBuffer buffer = new();
            CborJson.WriteCbor(string.IsNullOrEmpty(parametersAsJson) ? "{}" : parametersAsJson.AsSpan(), buffer);
            CborValue value = new(buffer.WrittenSpan.ToArray());
            return value.Kind == CborKind.Map ? value : throw new ProtocolException($"it is {value.Kind}");
        }
        catch (ProtocolException malformed)
        {
            throw OfficialErrors.InvalidArgument($"The parameters are not a JSON object: {malformed.Message}", nameof(parametersAsJson), malformed);
        }
    }

    private CdpSession FindSession(string sessionId) =>
        View.Target.Sessions.Find(session => session.SessionId == sessionId)
        ?? throw OfficialErrors.InvalidArgument(
            $"'{sessionId}' is no session of this view. Sessions are told by the event Target.attachedToTarget; give one that is still attached, or \"\" for the page.", nameof(sessionId));

    private void Subscribe(CdpSession session, CoreWebView2DevToolsProtocolEventReceiver receiver) =>
        session.SubscribeRaw(receiver.EventName, (s, _, parameters) => OnEvent(s, receiver, parameters));

    private void OnEvent(CdpSession session, CoreWebView2DevToolsProtocolEventReceiver receiver, CborValue parameters)
    {
        if (receiver.Handlers is { } handlers)
        {
            string sessionId = session.Parent is null ? "" : session.SessionId;
            View.Raise(handlers, new CoreWebView2DevToolsProtocolEventReceivedEventArgs(CborJson.ToJson(parameters.Encoded), sessionId));
        }
    }
}
