namespace Oriel.Broker.Chromium;

/// <summary>What a <see cref="ChromiumLifetime"/> reports to.</summary>
internal interface ILifetimeOwner
{
    /// <summary>The browser answers.</summary>
    public void OnRunning();

    /// <summary>The browser or its pipe is gone, and with it everything that lived in it.</summary>
    public void OnLost(string reason);

    /// <summary>The last process of the group is gone.</summary>
    public void OnGone(BrowserExit exit);
}
