using Microsoft.Web.WebView2.Core;

namespace Oriel.Core.Dispatching;

/// <summary>What stands behind the arguments of an event that can be deferred: the thread they belong to, and the end of the event.</summary>
/// <param name="argsType">The name of the public type, for errors.</param>
internal abstract class DeferrableEvent(string argsType)
{
    private readonly OwnThread _thread = OwnThread.Current;

    /// <summary>Set once, before anybody gets to see the arguments.</summary>
    internal EventCompletion? Completion { get; set; }

    internal CoreWebView2Deferral Defer() => Completion!.Defer(argsType);

    protected void Check(string member) => _thread.Check(argsType, member);
}
