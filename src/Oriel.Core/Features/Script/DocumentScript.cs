using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Oriel.Client.Sessions;
using Oriel.Core.Dispatching;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Script;

/// <summary>One script of AddScriptToExecuteOnDocumentCreated, in all targets of a view.</summary>
internal sealed class DocumentScript(string id, string source)
{
    private readonly Dictionary<CdpSession, Task<Page.AddScriptToEvaluateOnNewDocumentResult>> _added = [];

    /// <summary>What the app removes it by.</summary>
    internal string Id { get; } = id;

    /// <param name="session">Where it is to run.</param>
    /// <param name="runImmediately">In the document that is there as well.</param>
    internal Task AddToAsync(CdpSession session, bool runImmediately = false)
    {
        Task<Page.AddScriptToEvaluateOnNewDocumentResult> added =
            session.SendAsync<Page.AddScriptToEvaluateOnNewDocumentCommand, Page.AddScriptToEvaluateOnNewDocumentResult>(
                new Page.AddScriptToEvaluateOnNewDocumentCommand(source) { RunImmediately = runImmediately });
        _added[session] = added;
        return added;
    }

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    internal async Task RemoveAsync()
    {
        foreach ((CdpSession session, Task<Page.AddScriptToEvaluateOnNewDocumentResult> added) in _added)
        {
            string identifier = (await added).Identifier;
            if (!session.IsDetached)
            {
                session.Post(new Page.RemoveScriptToEvaluateOnNewDocumentCommand(identifier));
            }
        }
    }
}
