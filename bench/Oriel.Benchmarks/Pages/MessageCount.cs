using System.Threading.Tasks;

namespace Oriel.Benchmarks.Pages;

/// <summary>The host's side of the messages: counts them, and completes with the last that is awaited.</summary>
internal sealed class MessageCount
{
    private TaskCompletionSource _all = new();
    private int _left;

    public Task Expect(int count)
    {
        _left = count;
        _all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return _all.Task;
    }

    /// <summary>Called by one thread at a time.</summary>
    public void OnMessage(string? message)
    {
        if (message is { Length: 100 } or Payload.Done && --_left == 0)
        {
            _all.TrySetResult();
        }
    }
}
