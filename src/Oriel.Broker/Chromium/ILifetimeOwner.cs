using Oriel.Broker.Monitoring;

namespace Oriel.Broker.Chromium;

/// <summary>What a <see cref="ChromiumLifetime"/> reports to.</summary>
internal interface ILifetimeOwner
{
    /// <summary>The browser answers.</summary>
    public void OnRunning();

    /// <summary>The browser or its pipe is gone, and with it everything that lived in it. How it ended is told next.</summary>
    public void OnLost();

    /// <summary>A browser that was lost has ended.</summary>
    /// <param name="reason">For people.</param>
    /// <param name="death">How it ended; null for one that has closed its pipe and goes on.</param>
    public void OnEnded(string reason, ProcessDeath? death);

    /// <summary>The last process of the group is gone.</summary>
    public void OnGone(BrowserExit exit);
}
