using System;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Oriel.Client.Sessions;
using Oriel.Core.Dispatching;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Responses;

/// <summary>
/// Fetches the bodies of a link, one at a time: the browser sends a body in one message, and the broker cuts off a host that leaves too much unread, which one that is
/// being debugged, or is short of memory, soon does.
/// </summary>
internal sealed class BodyReader
{
    /// <summary>A page that hangs, of which a body is asked, must not keep other views from theirs.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly TurnTaking _turns = new();

    /// <summary>On the pool, so that no UI thread keeps another waiting.</summary>
    /// <exception cref="CdpException">In the task: the browser has no such body.</exception>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    internal async Task<byte[]> ReadAsync<TCommand>(CdpSession session, TCommand command)
        where TCommand : struct, ICdpCommand<byte[]>
    {
        CdpCall<TCommand, byte[]> call = new(new PoolCallbackQueue());
        using (await _turns.EnterAsync().ConfigureAwait(false))
        {
            session.Send(command, call);
            if (session.IsDetached)
            {
                // It is detached first and then its calls are failed: one that was too late for that is seen here.
                ((IPendingCall)call).Fail(new SessionClosedException());
            }

            try
            {
                return await call.Task.WaitAsync(s_patience).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // It is waited for all the same, but no longer by those behind it.
            }
        }

        return await call.Task.ConfigureAwait(false);
    }
}
