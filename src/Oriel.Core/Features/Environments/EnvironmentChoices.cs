using System;
using Microsoft.Web.WebView2.Core;
using Oriel.Client.Environments;

namespace Oriel.Core.Features.Environments;

/// <summary>Between the public members and what decides browser, options and folder: names in, official exceptions out.</summary>
internal static class EnvironmentChoices
{
    /// <summary>
    /// Everything an environment needs to know, decided now. Starts no browser and creates no folder. It may run a browser's
    /// <c>--version</c> (when the app set a target version of its own), so a UI thread should not wait for it.
    /// </summary>
    /// <param name="browserExecutableFolder">As the app passed it.</param>
    /// <param name="userDataFolder">As the app passed it.</param>
    /// <param name="options">Taken with <see cref="OptionsSnapshot"/> on the app's thread, before anything is awaited.</param>
    /// <param name="host">For tests; the current one otherwise.</param>
    /// <exception cref="WebView2RuntimeNotFoundException">No browser, or none new enough.</exception>
    public static EnvironmentSettings Decide(
        string? browserExecutableFolder, string? userDataFolder, EnvironmentOptions options, HostContext? host = null)
    {
        return Translate(() => EnvironmentSettings.Create(host ?? HostContext.Current, browserExecutableFolder, userDataFolder, options));
    }

    public static string VersionOf(string? browserExecutableFolder, CoreWebView2EnvironmentOptions? options, HostContext? host = null)
    {
        EnvironmentOptions snapshot = OptionsSnapshot.Of(options);
        BrowserVersion? target = EnvironmentSettings.TargetOf(snapshot);
        var locator = new BrowserLocator(host ?? HostContext.Current);
        return Translate(() => locator.Find(browserExecutableFolder, snapshot.Channels, target).Identify().ToString());
    }

    /// <summary>The version of an environment's browser, for as long as no view has brought the browser's own word for it.</summary>
    public static string VersionOf(InstalledBrowser browser) => Translate(() => browser.Identify().ToString());

    public static int Compare(string? version1, string? version2) => BrowserVersion.Compare(version1, version2);

    private static T Translate<T>(Func<T> decide)
    {
        try
        {
            return decide();
        }
        catch (BrowserNotFoundException e)
        {
            throw new WebView2RuntimeNotFoundException(e.Message, e);
        }
    }
}
