using System;
using System.Threading.Tasks;
using Oriel.Client.Sessions;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Script;

/// <summary>One script on its way: it may have to wait for the document it is meant for.</summary>
internal sealed class ScriptCall(View view, string javaScript)
{
    private readonly TaskCompletionSource<Runtime.EvaluateResult?> _task = new();

    internal Task<Runtime.EvaluateResult?> Task => _task.Task;

    internal void Send() => view.Dispatcher.Observe(SendAsync());

    private async Task SendAsync()
    {
        try
        {
            _task.TrySetResult(await view.Page.SendAsync<Runtime.EvaluateCommand, Runtime.EvaluateResult>(
                new Runtime.EvaluateCommand(javaScript) { ReturnByValue = true, Silent = true, UserGesture = true }));
        }
        catch (CdpException)
        {
            // A result that is no JSON (a cycle), or a document that went away meanwhile: documented as "null".
            _task.TrySetResult(null);
        }
        catch (Exception lost)
        {
            _task.TrySetException(lost);
        }
    }
}
