using Oriel.Client.Sessions;
using Oriel.Core.Features.Views;

namespace Oriel.Core.Features;

/// <summary>
/// One area of a view: it owns the area's state and its part of the protocol. Everything in a feature runs on the view's UI thread, so
/// it needs no locks; answers and events come to it in the order of the wire.
/// </summary>
internal abstract class Feature(View view)
{
    protected View View { get; } = view;

    /// <summary>
    /// Applies the feature to a target the view shows or shows a part of: subscribes, and posts the commands that set the target up. Called again
    /// for every target the view comes to show, so it keeps nothing of the last one.
    /// </summary>
    /// <param name="session">A session whose target waits to be run.</param>
    /// <param name="isPage">Whether it is the page itself, not an iframe in a process of its own.</param>
    internal virtual void Attach(CdpSession session, bool isPage)
    {
    }

    /// <summary>A target has a renderer again after it lost one. What was set up before is in it; what was to be set up meanwhile is not.</summary>
    internal virtual void OnRecovered(CdpSession session)
    {
    }

    /// <summary>The view was closed or its browser is gone. Drops the app's handlers and whatever waits.</summary>
    internal virtual void Close()
    {
    }
}
