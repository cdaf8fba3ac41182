using System.IO;

namespace Oriel.Ipc.Rendezvous;

/// <summary>What we keep in a user data folder.</summary>
internal sealed class UserDataPaths
{
    public UserDataPaths(string userDataFolder)
    {
        Root = userDataFolder;
    }

    /// <summary>The folder's canonical path.</summary>
    public string Root { get; }

    /// <summary>Chromium's own folder, whose layout is Chromium's business.</summary>
    public string Browser => Path.Combine(Root, "EBWebView");

    public string Dumps => Path.Combine(Browser, "Crashpad");

    /// <summary>Locked by the broker for all its life; holds a <see cref="BrokerRecord"/>.</summary>
    public string Lock => Path.Combine(Root, "oriel.lock");

    /// <summary>Locked by whoever is finding out whether a broker has to be started.</summary>
    public string StartLock => Path.Combine(Root, "oriel-start.lock");

    /// <summary>The broker's own last words, should it ever fail.</summary>
    public string BrokerLog => Path.Combine(Root, "oriel-broker.log");

    public string BrowserLog => Path.Combine(Root, "oriel-browser.log");
}
