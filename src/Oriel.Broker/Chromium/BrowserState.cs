namespace Oriel.Broker.Chromium;

/// <summary>Where the browser is in its life; <see cref="ChromiumLifetime"/> holds the table of what may follow what.</summary>
internal enum BrowserState
{
    /// <summary>There is none, and no process of one.</summary>
    None = 1,

    /// <summary>Started, but it has not answered yet.</summary>
    Starting,

    /// <summary>It answers.</summary>
    Running,

    /// <summary>It was asked to close.</summary>
    Closing,

    /// <summary>The browser process or its pipe is gone; others of its group may remain.</summary>
    Ending,
}
