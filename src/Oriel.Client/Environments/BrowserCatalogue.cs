using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Oriel.Client.Environments;

/// <summary>
/// The browsers Oriel knows how to use, per release channel, in the order they are tried: Edge, Chrome, Chromium. Names are looked up in
/// PATH first, so that a user's choice wins; the folders after it are where the vendors' packages and the distributions put them.
/// </summary>
internal static class BrowserCatalogue
{
    public static IReadOnlyList<BrowserProduct> Products { get; } =
    [
        new(ReleaseChannel.Stable, "Microsoft Edge", ["microsoft-edge-stable", "microsoft-edge", "msedge"], ["opt/microsoft/msedge"]),
        new(ReleaseChannel.Stable, "Google Chrome", ["google-chrome-stable", "google-chrome", "chrome"], ["opt/google/chrome"]),
        new(
            ReleaseChannel.Stable,
            "Chromium",
            ["chromium", "chromium-browser"],
            ["usr/lib/chromium", "usr/lib/chromium-browser", "usr/lib64/chromium-browser", "snap/bin"]),
        new(ReleaseChannel.Beta, "Microsoft Edge Beta", ["microsoft-edge-beta"], ["opt/microsoft/msedge-beta"]),
        new(ReleaseChannel.Beta, "Google Chrome Beta", ["google-chrome-beta"], ["opt/google/chrome-beta"]),
        new(ReleaseChannel.Dev, "Microsoft Edge Dev", ["microsoft-edge-dev"], ["opt/microsoft/msedge-dev"]),
        new(ReleaseChannel.Dev, "Google Chrome Dev", ["google-chrome-unstable", "google-chrome-dev"], ["opt/google/chrome-unstable"]),
        new(ReleaseChannel.Canary, "Microsoft Edge Canary", ["microsoft-edge-canary"], ["opt/microsoft/msedge-canary"]),
        new(ReleaseChannel.Canary, "Google Chrome Canary", ["google-chrome-canary"], ["opt/google/chrome-canary"]),
    ];

    /// <summary>What an executable inside a product's own folder is called, whatever the channel of the folder.</summary>
    private static readonly string[] s_bareNames = ["msedge", "chrome", "chromium"];

    /// <summary>Every name under which a folder handed to us may hold a browser; most stable product first.</summary>
    public static IEnumerable<string> AllNames => Products.SelectMany(p => p.Names).Concat(s_bareNames).Distinct(StringComparer.Ordinal);

    public static IEnumerable<string> NamesInside(BrowserProduct product) => product.Names.Concat(s_bareNames);

    /// <summary>
    /// The channel that a browser's path tells of (google-chrome-beta, /opt/microsoft/msedge-dev/msedge). Chrome's and Edge's own words for
    /// themselves come later, with the version, and count for more.
    /// </summary>
    public static ReleaseChannel ChannelOf(string executable)
    {
        string name = Path.GetFileName(executable);
        string folder = Path.GetFileName(Path.GetDirectoryName(executable)) ?? string.Empty;
        BrowserProduct? product = Products.FirstOrDefault(p => p.Names.Contains(name) || p.Folders.Any(f => Path.GetFileName(f) == folder));
        return product?.Channel ?? ReleaseChannel.Stable;
    }
}
