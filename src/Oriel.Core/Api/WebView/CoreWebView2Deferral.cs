using System;
using System.Threading;

namespace Microsoft.Web.WebView2.Core;

/// <summary>Keeps an event open after its handler has returned, until it is completed.</summary>
/// <remarks>
/// One that is dropped without being completed is completed when it is collected as garbage. Until then the browser waits, so use
/// <c>using</c>.
/// </remarks>
public class CoreWebView2Deferral : IDisposable
{
    private readonly Completion _completion;

    /// <param name="complete">Completes the event, on the thread that completes the deferral.</param>
    /// <param name="abandon">Completes the event from the finalizer's thread: hands over to the view's thread, and never throws.</param>
    internal CoreWebView2Deferral(Action complete, Action abandon)
    {
        _completion = new Completion(complete, abandon);
    }

    /// <summary>Completes the event. Only the first time counts.</summary>
    public void Complete() => _completion.Dispose();

    /// <summary>Completes the event, if that was not done before.</summary>
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
            Complete();
        }
    }

    /// <summary>The finalizer is here and not on the public type, which has none in the official surface.</summary>
    private sealed class Completion(Action complete, Action abandon) : IDisposable
    {
        private Action? _complete = complete;

        ~Completion()
        {
            if (Interlocked.Exchange(ref _complete, null) is not null)
            {
                abandon();
            }
        }

        public void Dispose()
        {
            Action? complete = Interlocked.Exchange(ref _complete, null);
            GC.SuppressFinalize(this);
            complete?.Invoke();
        }
    }
}
