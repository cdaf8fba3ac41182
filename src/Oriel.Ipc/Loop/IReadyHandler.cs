namespace Oriel.Ipc.Loop;

/// <summary>What an <see cref="EventLoop"/> calls when a descriptor has something to say.</summary>
internal interface IReadyHandler
{
    public void OnReady(Readiness readiness);
}
