using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Oriel.Client.Environments;

/// <summary>
/// Decides which browser an environment runs (docs/adr/0004-which-browser-runs.md): a folder named by variable, else by the app, else the
/// installed release channels in the order asked for. It looks at files only; a browser is run just when its version decides.
/// </summary>
internal sealed class BrowserLocator(HostContext host)
{
    // Ubuntu's chromium-browser command is a script that only says how to install the snap, when the snap is missing.
    private const string PlaceholderMark = "snap install chromium";
    private const int LongestPlaceholder = 4096;

    /// <param name="executableFolder">A folder, or the executable itself, as the app passed it; null or empty for an installed one.</param>
    /// <param name="preference">What the app asked for, before the variables.</param>
    /// <param name="target">The oldest version that will do; null when any will.</param>
    /// <exception cref="BrowserNotFoundException">None is there, or none is new enough.</exception>
    public InstalledBrowser Find(string? executableFolder, ChannelPreference preference, BrowserVersion? target = null)
    {
        string? folder = host.NonEmptyVariable(EnvironmentVariables.BrowserExecutableFolder)
            ?? (string.IsNullOrWhiteSpace(executableFolder) ? null : executableFolder);
        return folder is null ? FindInstalled(preference.WithOverridesOf(host), target) : FindFixed(folder, target);
    }

    private InstalledBrowser FindFixed(string folder, BrowserVersion? target)
    {
        string path = host.FullPath(folder);
        string? executable = IsExecutable(path)
            ? path
            : BrowserCatalogue.AllNames.Select(name => Path.Combine(path, name)).FirstOrDefault(IsExecutable);
        if (executable is null)
        {
            string found = Directory.Exists(path)
                ? "The folder holds no executable of a name Oriel knows (chromium, chrome, msedge and the like)"
                : File.Exists(path) ? "The file is not executable"
                : "There is no such folder";
            throw new BrowserNotFoundException($"No browser at '{path}'. {found}. {BrowserNotFoundException.HowToInstall}");
        }

        var browser = new InstalledBrowser(executable, BrowserCatalogue.ChannelOf(executable), IsFixedVersion: true);
        if (target is BrowserVersion needed && !browser.IsCompatibleWith(needed))
        {
            throw TooOld([browser], needed);
        }

        return browser;
    }

    private InstalledBrowser FindInstalled(ChannelPreference preference, BrowserVersion? target)
    {
        var tooOld = new List<InstalledBrowser>();
        foreach (InstalledBrowser browser in Installed(preference))
        {
            if (target is not BrowserVersion needed || browser.IsCompatibleWith(needed))
            {
                return browser;
            }

            tooOld.Add(browser);
        }

        if (tooOld.Count > 0)
        {
            throw TooOld(tooOld, target.GetValueOrDefault());
        }

        string channels = string.Join(", ", preference.InOrder());
        throw new BrowserNotFoundException(
            channels.Length == 0
                ? "No browser was searched for, because no release channel is allowed. "
                    + $"Allow one in ReleaseChannels or {EnvironmentVariables.ReleaseChannels}."
                : $"No browser of the channels allowed ({channels}) is installed. {BrowserNotFoundException.HowToInstall}");
    }

    private IEnumerable<InstalledBrowser> Installed(ChannelPreference preference)
    {
        foreach (ReleaseChannel channel in preference.InOrder())
        {
            foreach (BrowserProduct product in BrowserCatalogue.Products.Where(p => p.Channel == channel))
            {
                string? executable = Candidates(product).FirstOrDefault(path => IsExecutable(path) && !IsPlaceholder(path));
                if (executable is not null)
                {
                    yield return new InstalledBrowser(executable, channel, IsFixedVersion: false);
                }
            }
        }
    }

    private IEnumerable<string> Candidates(BrowserProduct product)
    {
        // A relative entry of PATH would let the current directory choose the browser.
        string[] path = (host.Variable("PATH") ?? string.Empty).Split(':').Where(Path.IsPathRooted).ToArray();
        IEnumerable<string> commands = product.Names.SelectMany(name => path.Select(folder => Path.Combine(folder, name)));
        IEnumerable<string> inUsrBin = product.Names.Select(name => Path.Combine(host.InstallationRoot, "usr/bin", name));
        IEnumerable<string> inOwnFolders = product.Folders.SelectMany(
            folder => BrowserCatalogue.NamesInside(product).Select(name => Path.Combine(host.InstallationRoot, folder, name)));
        return commands.Concat(inUsrBin).Concat(inOwnFolders);
    }

    private static bool IsExecutable(string path) => File.Exists(path) && FilePermissions.CanExecute(path);

    private bool IsPlaceholder(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return file.Length <= LongestPlaceholder
                && !File.Exists(Path.Combine(host.InstallationRoot, "snap/bin/chromium"))
                && File.ReadAllText(path).Contains(PlaceholderMark, StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Executable but not readable: it can be run, which is all that matters.
            return false;
        }
    }

    private static BrowserNotFoundException TooOld(IReadOnlyList<InstalledBrowser> browsers, BrowserVersion needed)
    {
        string found = string.Join(", ", browsers.Select(b => $"{b.ExecutablePath} ({b.Identify()})"));
        return new BrowserNotFoundException(
            $"The app needs browser version {needed} or newer (TargetCompatibleBrowserVersion); found: {found}. "
            + "Update the browser, or ask for an older version.");
    }
}
