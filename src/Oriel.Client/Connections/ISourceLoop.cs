namespace Oriel.Client.Connections;

/// <summary>A UI thread's message loop that can wait for descriptors. Both members may be called on any thread.</summary>
internal interface ISourceLoop
{
    /// <returns>Whether the source is watched; false when the loop has ended.</returns>
    public bool TryWatch(ILoopSource source);

    public void Unwatch(ILoopSource source);
}
