using System.Collections.Concurrent;
using System.Threading;
using Oriel.Client.Sessions;

namespace Oriel.TestKit;

/// <summary>A callback queue that a test turns by hand.</summary>
internal sealed class ManualQueue : ICallbackQueue
{
    private readonly BlockingCollection<ICallback> _callbacks = [];

    internal int Count => _callbacks.Count;

    public void Post(ICallback callback) => _callbacks.Add(callback);

    /// <summary>Runs the next callback, waiting for it if need be.</summary>
    internal void RunNext(CancellationToken cancellation) => _callbacks.Take(cancellation).Invoke();
}
