using System;
using System.Collections.Generic;
using System.Linq;
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

    /// <summary>Whether it will run there, or an answer to that is on its way.</summary>
    internal bool IsIn(CdpSession session) => _added.TryGetValue(session, out Task<Page.AddScriptToEvaluateOnNewDocumentResult>? added) && !added.IsFaulted;

    internal Task RemoveAsync(Func<CdpSession, bool> isConcerned) => Task.WhenAll(_added.Keys.Where(isConcerned).Select(RemoveFromAsync));

    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder))]
    internal async Task RemoveFromAsync(CdpSession session)
    {
        if (_added.TryGetValue(session, out Task<Page.AddScriptToEvaluateOnNewDocumentResult>? added))
        {
            string identifier = (await added).Identifier;
            if (!session.IsDetached)
            {
                session.Post(new Page.RemoveScriptToEvaluateOnNewDocumentCommand(identifier));
            }
        }
    }
}
