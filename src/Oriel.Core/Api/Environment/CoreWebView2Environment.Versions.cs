using System;
using Oriel.Core.Features.Environments;

namespace Microsoft.Web.WebView2.Core;

/// <content>The static members that ask about browsers and start none.</content>
public partial class CoreWebView2Environment
{
    /// <summary>Tells which browser an environment with default options would run.</summary>
    /// <param name="browserExecutableFolder">
    /// The folder of a browser, absolute or relative to the app's code, or its executable; null or empty for an installed browser.
    /// </param>
    /// <returns>The version; followed by the channel (<c>beta</c>, <c>dev</c>, <c>canary</c>) unless that is the stable one.</returns>
    /// <remarks>
    /// The browser is asked with <c>--version</c>, which opens no window and takes some ten milliseconds the first time. May be called on
    /// any thread.
    /// </remarks>
    /// <exception cref="WebView2RuntimeNotFoundException">There is no browser, or what is there is none.</exception>
    public static string GetAvailableBrowserVersionString(string? browserExecutableFolder)
    {
        return EnvironmentChoices.VersionOf(browserExecutableFolder, options: null);
    }

    /// <summary>Tells which browser an environment with the same arguments would run.</summary>
    /// <param name="browserExecutableFolder">
    /// The folder of a browser, absolute or relative to the app's code, or its executable; null or empty for an installed browser.
    /// </param>
    /// <param name="environmentOptions">Its channels, their order and its target version count; null for the defaults.</param>
    /// <returns>The version; followed by the channel (<c>beta</c>, <c>dev</c>, <c>canary</c>) unless that is the stable one.</returns>
    /// <remarks>
    /// <c>WEBVIEW2_BROWSER_EXECUTABLE_FOLDER</c>, <c>WEBVIEW2_RELEASE_CHANNELS</c> and <c>WEBVIEW2_CHANNEL_SEARCH_KIND</c> override the
    /// arguments. May be called on any thread.
    /// </remarks>
    /// <exception cref="WebView2RuntimeNotFoundException">There is no such browser, or what is there is none.</exception>
    public static string GetAvailableBrowserVersionString(
        string? browserExecutableFolder = null, CoreWebView2EnvironmentOptions? environmentOptions = null)
    {
        return EnvironmentChoices.VersionOf(browserExecutableFolder, environmentOptions);
    }

    /// <summary>Tells which of two browser versions is newer. May be called on any thread.</summary>
    /// <param name="version1">Four numbers; a channel name after them is ignored.</param>
    /// <param name="version2">Likewise.</param>
    /// <returns>Less than 0, 0 or more than 0, as the first is older than, the same as or newer than the second.</returns>
    /// <exception cref="ArgumentException">One of them is null or not a version.</exception>
    public static int CompareBrowserVersions(string version1, string version2)
    {
        return EnvironmentChoices.Compare(version1, version2);
    }
}
