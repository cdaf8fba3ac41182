namespace Oriel.Client.Connections;

/// <summary>What a UI thread's message loop can wait for beside its own messages: one descriptor.</summary>
/// <remarks>Thread: the loop's, for every member. None of them runs app code or blocks.</remarks>
internal interface ILoopSource
{
    public int Descriptor { get; }

    /// <summary>The loop has nothing left to run and is about to sleep.</summary>
    /// <returns>Whether this sleep is to end when <see cref="Descriptor"/> becomes readable.</returns>
    public bool OnSleeping();

    /// <summary>The loop has woken and is about to run messages; how long that takes is the app's affair.</summary>
    public void OnRunning();

    /// <summary>The descriptor is readable.</summary>
    public void OnReadable();

    /// <summary>The loop ends: it will not sleep again.</summary>
    public void OnLoopEnded();
}
