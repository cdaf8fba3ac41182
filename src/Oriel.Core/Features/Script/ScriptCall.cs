using System;
using System.Threading.Tasks;
using Oriel.Client.Sessions;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Views;
using Oriel.Protocol;
using Oriel.Protocol.Cdp;
using Oriel.Protocol.Messages;

namespace Oriel.Core.Features.Script;

/// <summary>
/// One ExecuteScript: the task the app awaits, the call on the wire and the entry in the UI thread's queue in one object. The result is
/// made into JSON on the receive loop, straight from the message, because this is the busiest call an app makes.
/// </summary>
internal sealed class ScriptCall(View view, string javaScript) : TaskCompletionSource<string>, IPendingCall, ICallback, IUnfinishedCall
{
    /// <summary>The result as JSON, or what failed.</summary>
    private object _outcome = ScriptResult.Null;

    CdpSession? IPendingCall.Session { get; set; }

    Task IUnfinishedCall.Task => Task;

    IUnfinishedCall? IUnfinishedCall.Previous { get; set; }

    IUnfinishedCall? IUnfinishedCall.Next { get; set; }

    string ICallback.Name => "CoreWebView2.ExecuteScriptAsync";

    internal void Send()
    {
        if (view.Failures.IsPageLost)
        {
            view.Dispatcher.Post(this);
        }
        else
        {
            view.Page.Send(new Runtime.EvaluateCommand(javaScript) { ReturnByValue = true, Silent = true }, this);
        }
    }

    /// <summary>The view is closed before the script could be sent.</summary>
    internal void Abandon()
    {
        view.Dispatcher.Calls?.Remove(this);
        TrySetException(new SessionClosedException());
    }

    void IPendingCall.Complete(in MessageHeader message)
    {
        // An error is a result that is no JSON (a cycle), or a document that went away meanwhile: documented as "null".
        if (!message.IsError)
        {
            try
            {
                _outcome = ScriptResult.ReadJson(message.Result);
            }
            catch (ProtocolException malformed)
            {
                _outcome = malformed;
            }
        }

        view.Dispatcher.Post(this);
    }

    void IPendingCall.Fail(Exception reason)
    {
        // A renderer that is gone has taken its document along.
        _outcome = reason is CdpException ? ScriptResult.Null : reason;
        view.Dispatcher.Post(this);
    }

    void ICallback.Invoke()
    {
        view.Dispatcher.Calls?.Remove(this);
        if (_outcome is string json)
        {
            TrySetResult(json);
        }
        else
        {
            TrySetException((Exception)_outcome);
        }
    }
}
