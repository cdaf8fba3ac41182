using System;
using System.Threading.Tasks;
using Oriel.Client.Sessions;
using Oriel.Core.Features.Views;
using Oriel.Protocol;
using Oriel.Protocol.Cdp;
using Oriel.Protocol.Messages;

namespace Oriel.Core.Features.Script;

/// <summary>
/// One ExecuteScript: the task the app awaits, the call on the wire and the entry in the UI thread's queue in one object. The result is
/// made into JSON on the receive loop, straight from the message, because this is the busiest call an app makes.
/// </summary>
internal sealed class ScriptCall(View view, string javaScript) : TaskCompletionSource<string>, IPendingCall, ICallback
{
    private string _json = ScriptResult.Null;
    private Exception? _failure;

    CdpSession? IPendingCall.Session { get; set; }

    string ICallback.Name => "CoreWebView2.ExecuteScriptAsync";

    internal void Send() => view.Page.Send(
        new Runtime.EvaluateCommand(javaScript) { ReturnByValue = true, Silent = true }, this);

    /// <summary>The view is closed before the script could be sent.</summary>
    internal void Abandon() => TrySetException(new SessionClosedException());

    void IPendingCall.Complete(in MessageHeader message)
    {
        // An error is a result that is no JSON (a cycle), or a document that went away meanwhile: documented as "null".
        if (!message.IsError)
        {
            try
            {
                _json = ScriptResult.ReadJson(message.Result);
            }
            catch (ProtocolException malformed)
            {
                _failure = malformed;
            }
        }

        view.Dispatcher.Post(this);
    }

    void IPendingCall.Fail(Exception reason)
    {
        _failure = reason;
        view.Dispatcher.Post(this);
    }

    void ICallback.Invoke()
    {
        if (_failure is null)
        {
            TrySetResult(_json);
        }
        else
        {
            TrySetException(_failure);
        }
    }
}
