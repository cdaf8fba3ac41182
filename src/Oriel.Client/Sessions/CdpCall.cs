using System;
using System.Threading.Tasks;
using Oriel.Protocol;
using Oriel.Protocol.Cdp;
using Oriel.Protocol.Messages;

namespace Oriel.Client.Sessions;

/// <summary>
/// A call and the source of its task in one object. The answer is read on the receive loop and the task completed on the session's
/// queue, so that code which awaits goes on there, in the order of the wire.
/// </summary>
internal sealed class CdpCall<TCommand, TResult>(ICallbackQueue queue) : TaskCompletionSource<TResult>, IPendingCall, ICallback
    where TCommand : struct, ICdpCommand<TResult>
{
    private TResult? _result;
    private Exception? _failure;

    CdpSession? IPendingCall.Session { get; set; }

    bool IPendingCall.IsForRenderer => !MethodName.IsBrowsers(TCommand.Method);

    string ICallback.Name => $"answer to {MethodName.Of<TCommand>()}";

    void IPendingCall.Complete(in MessageHeader message)
    {
        try
        {
            if (message.IsError)
            {
                _failure = new CdpException(MethodName.Of<TCommand>(), CdpError.From(message));
            }
            else
            {
                _result = CdpMessage.ReadResult<TCommand, TResult>(message);
            }
        }
        catch (ProtocolException malformed)
        {
            _failure = malformed;
        }

        queue.Post(this);
    }

    void IPendingCall.Fail(Exception reason)
    {
        _failure = reason;
        queue.Post(this);
    }

    void ICallback.Invoke()
    {
        if (_failure is null)
        {
            TrySetResult(_result!);
        }
        else
        {
            TrySetException(_failure);
        }
    }
}
