using System;
using Oriel.Core.Features.Views;

namespace Microsoft.Web.WebView2.Core;

/// <summary>Receives one event of the DevTools protocol from the page and the targets under it.</summary>
/// <remarks>Thread: that of the view it came from.</remarks>
public partial class CoreWebView2DevToolsProtocolEventReceiver
{
    private readonly View _view;

    internal CoreWebView2DevToolsProtocolEventReceiver(View view, string eventName)
    {
        _view = view;
        EventName = eventName;
    }

    /// <summary>Raised for every occurrence of the event.</summary>
    public event EventHandler<CoreWebView2DevToolsProtocolEventReceivedEventArgs> DevToolsProtocolEventReceived
    {
        add
        {
            _view.Enter(nameof(CoreWebView2DevToolsProtocolEventReceiver), nameof(DevToolsProtocolEventReceived));
            Handlers += value;
        }

        remove
        {
            _view.EnterThread(nameof(CoreWebView2DevToolsProtocolEventReceiver), nameof(DevToolsProtocolEventReceived));
            Handlers -= value;
        }
    }

    internal string EventName { get; }

    internal EventHandler<CoreWebView2DevToolsProtocolEventReceivedEventArgs>? Handlers { get; set; }
}
