using System.Threading.Tasks;
using Oriel.Client.Sessions;

namespace Oriel.Core.Dispatching;

/// <summary>What a completed task came to, on its way to a UI thread.</summary>
internal sealed class MarshalledResult<T>(Task<T> source) : TaskCompletionSource<T>, ICallback
{
    string ICallback.Name => $"completion of a {typeof(T).Name}";

    void ICallback.Invoke() => TrySetFromTask(source);
}
