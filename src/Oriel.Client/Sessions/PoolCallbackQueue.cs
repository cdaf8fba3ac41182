using System.Collections.Generic;
using System.Threading;

namespace Oriel.Client.Sessions;

/// <summary>
/// A queue for work that belongs to no view: creating one, and what the broker tells a whole environment. It drains on the
/// thread pool, still one callback at a time and in order.
/// </summary>
internal sealed class PoolCallbackQueue : ICallbackQueue, IThreadPoolWorkItem
{
    private readonly Lock _lock = new();
    private readonly Queue<ICallback> _callbacks = new();
    private bool _scheduled;

    public void Post(ICallback callback)
    {
        lock (_lock)
        {
            _callbacks.Enqueue(callback);
            if (_scheduled)
            {
                return;
            }

            _scheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute()
    {
        while (true)
        {
            ICallback? next;
            lock (_lock)
            {
                if (!_callbacks.TryDequeue(out next))
                {
                    _scheduled = false;
                    return;
                }
            }

            next.Invoke();
        }
    }
}
