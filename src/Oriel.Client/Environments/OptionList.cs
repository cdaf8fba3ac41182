using System;
using System.Collections.Generic;
using System.Linq;

namespace Oriel.Client.Environments;

/// <summary>
/// Options in the one form two hosts can compare: always all of them, in the order of their names, each value written in one way only.
/// The browser's own version is not among them: an update under a running browser must not part hosts that share it.
/// </summary>
internal static class OptionList
{
    public static IReadOnlyList<EnvironmentOption> From(
        EnvironmentOptions options,
        InstalledBrowser browser,
        IEnumerable<BrowserSwitch> additionalArguments,
        string? language,
        ChannelPreference channels)
    {
        EnvironmentOption[] list =
        [
            new("AdditionalBrowserArguments", Arguments(additionalArguments)),
            new("AllowSingleSignOnUsingOSPrimaryAccount", Word(options.AllowSingleSignOn)),
            new("AreBrowserExtensionsEnabled", Word(options.AreBrowserExtensionsEnabled)),
            new("BrowserExecutable", browser.ExecutablePath),
            new("ChannelSearchKind", channels.LeastStableFirst ? "LeastStable" : "MostStable"),
            new("CustomSchemeRegistrations", string.Join("; ", options.CustomSchemes.Select(s => s.ToCanonicalText()))),
            new("EnableTrackingPrevention", Word(options.EnableTrackingPrevention)),
            new("ExclusiveUserDataFolderAccess", Word(options.ExclusiveUserDataFolderAccess)),
            new("IsCustomCrashReportingEnabled", Word(options.IsCustomCrashReportingEnabled)),
            new("Language", language ?? string.Empty),
            new("ReleaseChannels", Names(channels)),
            new("ScrollBarStyle", options.ScrollBarStyle),
            new("TargetCompatibleBrowserVersion", options.TargetCompatibleBrowserVersion ?? EnvironmentOptions.DefaultTargetVersion),
        ];
        return list;
    }

    // The order of switches does not matter to the browser, so it does not part two hosts; quotes keep values with blanks apart.
    private static string Arguments(IEnumerable<BrowserSwitch> switches)
    {
        return string.Join(' ', switches.OrderBy(s => s.Name, StringComparer.Ordinal).Select(s => Quote(s.ToString())));
    }

    private static string Names(ChannelPreference channels)
    {
        List<string> names = [];
        foreach (ReleaseChannel channel in (channels with { LeastStableFirst = false }).InOrder())
        {
            names.Add(channel.ToString());
        }

        return string.Join(", ", names);
    }

    private static string Quote(string argument)
    {
        return argument.AsSpan().IndexOfAny(" \t\r\n\"") < 0 ? argument : Quotation.Of(argument);
    }

    private static string Word(bool value) => value ? "true" : "false";
}
