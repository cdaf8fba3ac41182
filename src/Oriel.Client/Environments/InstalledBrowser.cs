using System;
using System.IO;

namespace Oriel.Client.Environments;

/// <summary>
/// A browser found on this machine. Finding runs nothing; <see cref="Identify"/> runs the browser once to ask for its version, because no
/// vendor writes that version to a file, and remembers the answer while the file stays the same.
/// </summary>
/// <param name="ExecutablePath">As found, links and wrapper scripts not resolved: a wrapper sets what its browser needs.</param>
/// <param name="Channel">As far as the path tells.</param>
/// <param name="IsFixedVersion">Whether a folder was named, instead of the installed channels being searched.</param>
internal sealed record InstalledBrowser(string ExecutablePath, ReleaseChannel Channel, bool IsFixedVersion)
{
    /// <exception cref="BrowserNotFoundException">It did not answer as a browser does.</exception>
    public BrowserIdentity Identify() => BrowserIdentityCache.Shared.Get(this);

    /// <summary>
    /// Whether the browser is at least as new as <paramref name="target"/>. Apps write Edge's version numbers; past the first number other
    /// browsers count differently, so only that one is compared for them.
    /// </summary>
    public bool IsCompatibleWith(BrowserVersion target)
    {
        BrowserVersion version = Identify().Version;
        bool countsLikeEdge = Path.GetFileName(ExecutablePath).Contains("edge", StringComparison.Ordinal);
        return countsLikeEdge ? version.CompareTo(target) >= 0 : version.Major >= target.Major;
    }
}
