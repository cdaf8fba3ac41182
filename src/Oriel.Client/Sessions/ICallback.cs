namespace Oriel.Client.Sessions;

/// <summary>
/// One unit of work for a view's thread: an event or the completion of a call. The object that carries the data is its own
/// queue entry, so that nothing is allocated to cross threads.
/// </summary>
internal interface ICallback
{
    /// <summary>What waits here, for people; asked for only when it has waited for long.</summary>
    public string Name { get; }

    /// <summary>Runs on the thread of the queue it was posted to. May run app code, and may throw what that throws.</summary>
    public void Invoke();
}
