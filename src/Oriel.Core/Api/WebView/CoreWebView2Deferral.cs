using System;
using Oriel.Core.Dispatching;

namespace Microsoft.Web.WebView2.Core;

/// <summary>Keeps an event open after its handler has returned, until it is completed.</summary>
/// <remarks>
/// <para>Thread: that of the event, which is the view's.</para>
/// <para>One that is dropped without being completed is completed when it is collected as garbage, and the event source "Oriel" says where it was taken. Until then the
/// browser waits, so use <c>using</c>.</para>
/// </remarks>
public class CoreWebView2Deferral : IDisposable
{
    private readonly EventDeferral _deferral;

    internal CoreWebView2Deferral(EventDeferral deferral) => _deferral = deferral;

    /// <summary>Completes the event. Only the first time counts.</summary>
    /// <exception cref="InvalidOperationException">Called on another thread than the event's.</exception>
    public void Complete() => _deferral.Complete(nameof(Complete));

    /// <summary>Completes the event, if that was not done before.</summary>
    /// <exception cref="InvalidOperationException">Called on another thread than the event's.</exception>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Completes the event when disposing, if that was not done before.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _deferral.Complete(nameof(Dispose));
        }
    }
}
