using System;
using System.Collections.Generic;
using System.Linq;

namespace Oriel.Client.Environments;

/// <summary>
/// Everything an environment decided when it was created; nothing in it changes afterwards, whatever happens to the variables, the folders
/// or the app's options object. It is what a host tells the broker.
/// </summary>
internal sealed record EnvironmentSettings
{
    public required InstalledBrowser Browser { get; init; }

    /// <summary>Where the app said that the browser is; null or empty for an installed one.</summary>
    public string? BrowserExecutableFolder { get; init; }

    public required UserDataFolder UserDataFolder { get; init; }

    /// <summary>The app's options, checked and normalised.</summary>
    public required EnvironmentOptions Options { get; init; }

    /// <summary>What the broker compares between hosts.</summary>
    public required IReadOnlyList<EnvironmentOption> ComparedOptions { get; init; }

    /// <summary>
    /// What the app and the user want on the browser's command line, each switch once, no essential one. The broker adds its own, with one
    /// merged <c>--disable-features</c>.
    /// </summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>For the log.</summary>
    public required IReadOnlyList<IgnoredArgument> IgnoredArguments { get; init; }

    public bool IsExclusive => Options.ExclusiveUserDataFolderAccess;

    /// <summary>
    /// Looks at files and variables, starts no browser and creates no folder. A browser is asked for its version only when the app itself
    /// set a target version, since the default one must not shut out a distribution's somewhat older browser.
    /// </summary>
    /// <exception cref="BrowserNotFoundException">No browser, or none new enough.</exception>
    /// <exception cref="ArgumentException">An option is malformed.</exception>
    public static EnvironmentSettings Create(
        HostContext host, string? browserExecutableFolder, string? userDataFolder, EnvironmentOptions options)
    {
        EnvironmentOptions normalized = Normalize(options);
        ChannelPreference channels = options.Channels.WithOverridesOf(host);
        InstalledBrowser browser = new BrowserLocator(host).Find(browserExecutableFolder, options.Channels, TargetOf(options));
        MergedArguments additional = ArgumentMerger.Merge(
            options.AdditionalBrowserArguments, host.Variable(EnvironmentVariables.AdditionalBrowserArguments));
        IReadOnlyList<BrowserSwitch> all = ArgumentMerger.Overlay(LanguageTag.ToSwitches(normalized.Language), additional.Switches);
        return new EnvironmentSettings
        {
            Browser = browser,
            BrowserExecutableFolder = browserExecutableFolder,
            UserDataFolder = UserDataFolder.Resolve(host, userDataFolder),
            Options = normalized,
            ComparedOptions = OptionList.From(normalized, browser, additional.Switches, normalized.Language, channels),
            Arguments = [.. all.Select(s => s.ToString())],
            IgnoredArguments = additional.Ignored,
        };
    }

    /// <summary>The version that shuts older browsers out; null for the default one, which shuts out none.</summary>
    /// <exception cref="System.ArgumentException">The target is not a version.</exception>
    public static BrowserVersion? TargetOf(EnvironmentOptions options)
    {
        BrowserVersion target = ParseTarget(options);
        return target.ToString() == EnvironmentOptions.DefaultTargetVersion ? null : target;
    }

    private static BrowserVersion ParseTarget(EnvironmentOptions options)
    {
        string? target = options.TargetCompatibleBrowserVersion;
        return BrowserVersion.Parse(
            string.IsNullOrWhiteSpace(target) ? EnvironmentOptions.DefaultTargetVersion : target,
            nameof(EnvironmentOptions.TargetCompatibleBrowserVersion));
    }

    private static EnvironmentOptions Normalize(EnvironmentOptions options) => options with
    {
        TargetCompatibleBrowserVersion = ParseTarget(options).ToString(),
        Language = LanguageTag.Normalize(options.Language),
        CustomSchemes = CustomScheme.Validate(options.CustomSchemes),
    };
}
