namespace Oriel.Client.Sessions;

/// <summary>
/// Where a session's events and completions go. The receive loop posts and returns at once; it never runs what it posts.
/// Callbacks run one at a time, in the order they were posted.
/// </summary>
internal interface ICallbackQueue
{
    /// <summary>May be called on any thread.</summary>
    public void Post(ICallback callback);
}
