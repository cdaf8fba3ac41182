using System.Runtime.CompilerServices;
using System.Threading.Tasks;

namespace Oriel.Core.Dispatching;

/// <summary>The same with the state machine that the compiler made of the method.</summary>
internal sealed class AsyncMethod<TStateMachine>(Task task) : AsyncMethod(task)
    where TStateMachine : IAsyncStateMachine
{
    // Never read only: it is a struct, and must run on itself and not on a copy.
    private TStateMachine? _stateMachine;

    internal void Start(in TStateMachine stateMachine)
    {
        _stateMachine = stateMachine;
        Start();
    }

    protected override void MoveNext() => _stateMachine!.MoveNext();
}
