using System;
using System.Collections.Generic;
using System.Linq;
using Oriel.Protocol.Cdp;

namespace Oriel.Broker.Routing;

/// <summary>
/// Which requests the browser holds: those for documents, always, and beside them what views have asked for. The browser has one list for all hosts, so it is as narrow as their
/// needs allow; what it holds of a view that did not ask goes on from here (see <see cref="FetchGate"/>).
/// </summary>
internal sealed class RequestPatterns
{
    private const string Document = "Document";

    private readonly BrowserCalls _calls;
    private readonly ViewRegistry _views;
    private HashSet<BrokerDomain.RequestPattern> _inForce = [];

    public RequestPatterns(BrowserCalls calls, ViewRegistry views)
    {
        _calls = calls;
        _views = views;
    }

    /// <summary>A browser has started, which no view has asked anything of.</summary>
    public void Begin(Action done, Action<string> failed)
    {
        _inForce = [];
        Send(done, failed);
    }

    public void Set(View view, IReadOnlyList<BrokerDomain.RequestPattern> patterns, Action done, Action<string> failed)
    {
        view.RequestPatterns = patterns;
        Update(done, failed);
    }

    /// <summary>A view has gone, and its wishes with it.</summary>
    public void OnViewGone() => Update(static () => { }, static _ => { });

    private void Update(Action done, Action<string> failed)
    {
        HashSet<BrokerDomain.RequestPattern> wanted = [.. _views.All.SelectMany(static view => view.RequestPatterns)];
        if (wanted.SetEquals(_inForce))
        {
            // What is on its way to the browser is in force for whatever follows it there.
            done();
            return;
        }

        _inForce = wanted;
        Send(done, failed);
    }

    private void Send(Action done, Action<string> failed) => _calls.Send<Fetch.EnableCommand, EmptyResult>(
        "",
        new Fetch.EnableCommand(
            [
                new Fetch.RequestPattern(ResourceType: Document, RequestStage: "Request"),
                .. _inForce.Select(static pattern => new Fetch.RequestPattern(pattern.UrlPattern, pattern.ResourceType, "Request")),
            ],
            HandleAuthRequests: true),
        _ => done(),
        error => failed(error.Message));
}
