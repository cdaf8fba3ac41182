using System;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Core.Dispatching;

namespace Oriel.Core.Features.Responses;

/// <summary>Lets one in at a time, in the order they came; the next when the one before has disposed of its turn.</summary>
internal sealed class TurnTaking
{
    private Task _last = Task.CompletedTask;

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    internal async Task<IDisposable> EnterAsync()
    {
        Turn turn = new();
        await Interlocked.Exchange(ref _last, turn.Ended).ConfigureAwait(false);
        return turn;
    }

    private sealed class Turn : IDisposable
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task Ended => _ended.Task;

        void IDisposable.Dispose() => _ended.TrySetResult();
    }
}
