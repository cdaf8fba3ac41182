using System;
using System.Threading.Tasks;
using Oriel.Client.Sessions;
using Oriel.Protocol.Cbor;
using Oriel.Protocol.Messages;

namespace Oriel.Core.Features.Protocol;

/// <summary>A command given by name. Its result is kept as it came and made into JSON where it is asked for.</summary>
/// <param name="queue">Where the task is completed.</param>
/// <param name="member">The member of <c>CoreWebView2</c> that waits for it, for people.</param>
internal sealed class JsonCall(ICallbackQueue queue, string member) : TaskCompletionSource<CborValue>, IPendingCall, ICallback
{
    private CborValue? _result;
    private Exception? _failure;

    CdpSession? IPendingCall.Session { get; set; }

    string ICallback.Name => $"CoreWebView2.{member}";

    void IPendingCall.Complete(in MessageHeader message)
    {
        if (message.IsError)
        {
            CborReader reader = new(message.Error);
            _failure = new CdpException("The command", CdpError.Read(ref reader));
        }
        else
        {
            _result = new CborValue(message.Result.ToArray());
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
        if (_result is not null)
        {
            TrySetResult(_result);
        }
        else
        {
            TrySetException(_failure!);
        }
    }
}
