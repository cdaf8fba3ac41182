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

    public BrowserIdentity Get(InstalledBrowser browser)
    {
        var target = new FileInfo(browser.ExecutablePath);
        if (target.Exists)
        {
            target = target.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? target;
        }

        if (!target.Exists)
        {
            throw new BrowserNotFoundException(
                $"The browser '{browser.ExecutablePath}' is no longer there. {BrowserNotFoundException.HowToInstall}");
        }

        (string, long, long) key = (browser.ExecutablePath, target.LastWriteTimeUtc.Ticks, target.Length);
        return _known.GetOrAdd(key, static (_, asked) => BrowserVersionProbe.Ask(asked), browser);
    }
}
