using System;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Threading.Tasks;
using Oriel.Client.Sessions;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Messages;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Faults;

/// <summary>Script without end in the page of a view, until this is disposed of.</summary>
internal sealed class EndlessScript : IAsyncDisposable
{
    private readonly View _view;
    private readonly Task _script;

    private EndlessScript(View view, Task script)
    {
        _view = view;
        _script = script;
    }

    /// <summary>Complete when the script runs: to end one that does not run yet would end another.</summary>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    internal static async Task<IAsyncDisposable> BeginAsync(View view)
    {
        CdpSession page = view.Page;
        string name = $"oriel{RandomNumberGenerator.GetHexString(16)}";
        TaskCompletionSource runs = new();
        BindingSubscription subscription = new("FaultInjection.HangAsync", name, (_, _, _, _) => runs.TrySetResult());
        page.Subscribe(Runtime.BindingCalledEvent.Method, subscription);
        page.Post(new Runtime.AddBindingCommand(name));
        Task script = page.SendAsync<Runtime.EvaluateCommand, Runtime.EvaluateResult>(new Runtime.EvaluateCommand($"globalThis['{name}']('runs'); for (;;) ;") { Silent = true });
        page.Post(new Runtime.RemoveBindingCommand(name));
        view.Dispatcher.Observe(script);
        await Task.WhenAny(runs.Task, script);
        page.Unsubscribe("Runtime.bindingCalled", subscription);
        return new EndlessScript(view, script);
    }

    /// <remarks>What has ended otherwise is not ended again: that would end whatever script comes next.</remarks>
    public ValueTask DisposeAsync()
    {
        _ = _view.EnterThread(nameof(Testing.FaultInjection), nameof(Testing.FaultInjection.HangAsync));
        return _view.IsClosed || _script.IsCompleted ? ValueTask.CompletedTask : new ValueTask(_view.Responsiveness.EndScriptAsync());
    }
}
