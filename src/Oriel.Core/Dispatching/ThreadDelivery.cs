using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Oriel.Core.Dispatching;

/// <summary>
/// What the dispatchers of one thread share: whether one of them is delivering. A thread has one for each context it was seen with; a toolkit may install its own late, or have one for each priority. Used on that thread,
/// but for <see cref="IsRunning"/> and <see cref="Raising"/>, which any may read.
/// </summary>
internal sealed class ThreadDelivery
{
    private static readonly ConditionalWeakTable<Thread, ThreadDelivery> s_threads = [];

    private readonly ConditionalWeakTable<SynchronizationContext, UiDispatcher> _dispatchers = [];
    private readonly List<UiDispatcher> _waiting = [];
    private volatile UiDispatcher? _delivering;

    /// <summary>Whether a handler or completion of this thread is on the stack.</summary>
    internal bool IsRunning => _delivering is not null;

    /// <summary>The arguments of the event whose handlers run, which name it; null while none do.</summary>
    internal object? Raising { get; set; }

    internal static UiDispatcher DispatcherOf(Thread thread, SynchronizationContext context)
    {
        ThreadDelivery delivery = s_threads.GetOrCreateValue(thread);
        if (!delivery._dispatchers.TryGetValue(context, out UiDispatcher? dispatcher))
        {
            dispatcher = new UiDispatcher(thread, context, delivery);
            delivery._dispatchers.Add(context, dispatcher);
        }

        return dispatcher;
    }

    /// <returns>False when another callback is on the stack: this is a loop inside it, and delivers nothing. The dispatcher has its turn when that callback has returned.</returns>
    internal bool TryBegin(UiDispatcher dispatcher)
    {
        if (_delivering is null)
        {
            _delivering = dispatcher;
            return true;
        }

        // The one that delivers goes on by itself.
        if (_delivering != dispatcher && !_waiting.Contains(dispatcher))
        {
            _waiting.Add(dispatcher);
        }

        return false;
    }

    internal void End()
    {
        _delivering = null;
        foreach (UiDispatcher dispatcher in _waiting)
        {
            dispatcher.PostDrain();
        }

        _waiting.Clear();
    }
}
