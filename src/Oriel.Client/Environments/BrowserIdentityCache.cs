using System.Collections.Concurrent;
using System.IO;

namespace Oriel.Client.Environments;

/// <summary>
/// Remembers what browsers answered. An update replaces the file under the same path, so the file's time and size belong to the key; the
/// link, if the path is one, is followed for that. A failure is not remembered: the next attempt may find the browser repaired.
/// </summary>
internal sealed class BrowserIdentityCache
{
    private readonly ConcurrentDictionary<(string Path, long Modified, long Size), BrowserIdentity> _known = new();

    public static BrowserIdentityCache Shared { get; } = new();

    public BrowserIdentity Get(InstalledBrowser browser) => _known.GetOrAdd(KeyOf(browser), static (_, asked) => BrowserVersionProbe.Ask(asked), browser);

    /// <summary>Asks it again, whatever is remembered: behind a script, which stays the same, there may be another.</summary>
    public BrowserIdentity Renew(InstalledBrowser browser) => _known[KeyOf(browser)] = BrowserVersionProbe.Ask(browser);

    /// <returns>What the browser that is there now has answered before; null when it was never asked.</returns>
    public BrowserIdentity? Find(InstalledBrowser browser) => File.Exists(browser.ExecutablePath) && _known.TryGetValue(KeyOf(browser), out BrowserIdentity known) ? known : null;

    private static (string Path, long Modified, long Size) KeyOf(InstalledBrowser browser)
    {
        var target = new FileInfo(browser.ExecutablePath);
        if (target.Exists)
        {
            target = target.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? target;
        }

        return target.Exists
            ? (browser.ExecutablePath, target.LastWriteTimeUtc.Ticks, target.Length)
            : throw new BrowserNotFoundException($"The browser '{browser.ExecutablePath}' is no longer there. {BrowserNotFoundException.HowToInstall}");
    }
}
