using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;

namespace Oriel.Client.Environments;

/// <summary>
/// Sees an installed browser replaced by another version of the same channel. The kernel tells (inotify) when a file that may be the browser has changed, in the folder where it was found, in the one its link points to, and
/// in the one its product is installed in, because what was found may be a script; then the browser is asked for its version.
/// </summary>
/// <param name="browser">An installed one: a browser of a fixed version is never replaced.</param>
/// <param name="installationRoot">As in <see cref="HostContext"/>.</param>
/// <param name="found">Called, on the pool, one at a time, with each version that follows another.</param>
internal sealed class BrowserUpdateWatch(InstalledBrowser browser, string installationRoot, Action<BrowserIdentity> found) : IDisposable
{
    private const int Idle = 0;
    private const int Asking = 1;
    private const int AskAgain = 2;

    private readonly List<FileSystemWatcher> _watchers = [];
    private readonly HashSet<string> _names = [.. BrowserCatalogue.AllNames];
    private BrowserIdentity? _last;
    private volatile bool _isOver;
    private int _state;

    /// <summary>Watches from now on. What follows the version that was asked for last is told; if none was, what follows the one that is there.</summary>
    public void Begin()
    {
        _last = BrowserIdentityCache.Shared.Find(browser);
        string target = File.ResolveLinkTarget(browser.ExecutablePath, returnFinalTarget: true)?.FullName ?? browser.ExecutablePath;
        string name = Path.GetFileName(browser.ExecutablePath);
        _names.UnionWith([name, Path.GetFileName(target)]);
        IEnumerable<string> ofProduct = BrowserCatalogue.Products.Where(product => product.Names.Contains(name))
            .SelectMany(static product => product.Folders).Select(folder => Path.Combine(installationRoot, folder));
        foreach (string folder in new[] { browser.ExecutablePath, target }.Select(static path => Path.GetDirectoryName(path)!).Concat(ofProduct).Where(Directory.Exists).Distinct())
        {
            FileSystemWatcher watcher = new(folder) { NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Attributes };
            watcher.Created += OnChanged;
            watcher.Changed += OnChanged;
            watcher.Renamed += OnChanged;

            // So much has changed at once that some of it was lost.
            watcher.Error += (_, _) => Ask();
            _watchers.Add(watcher);
            watcher.EnableRaisingEvents = true;
        }

        Ask();
    }

    public void Dispose()
    {
        _isOver = true;
        _watchers.ForEach(static watcher => watcher.Dispose());
    }

    private void OnChanged(object sender, FileSystemEventArgs e)
    {
        if (_names.Contains(Path.GetFileName(e.Name) ?? ""))
        {
            Ask();
        }
    }

    /// <summary>One asks at a time; what changes meanwhile leads to another asking.</summary>
    private void Ask()
    {
        if (Interlocked.Exchange(ref _state, AskAgain) == Idle)
        {
            _ = ThreadPool.UnsafeQueueUserWorkItem(static watch => watch.AskNow(), this, preferLocal: false);
        }
    }

    private void AskNow()
    {
        do
        {
            Volatile.Write(ref _state, Asking);
            try
            {
                BrowserIdentity identity = BrowserIdentityCache.Shared.Renew(browser);
                BrowserIdentity last = _last ??= identity;
                if (identity.Channel == last.Channel && identity.Version.CompareTo(last.Version) != 0 && !_isOver)
                {
                    _last = identity;
                    found(identity);
                }
            }
            catch (BrowserNotFoundException)
            {
                // It is being replaced, or was removed: what puts another in its place is told of.
            }
        }
        while (Interlocked.CompareExchange(ref _state, Idle, Asking) != Asking);
    }
}
