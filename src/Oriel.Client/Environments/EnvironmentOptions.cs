using System.Collections.Generic;

namespace Oriel.Client.Environments;

/// <summary>The public options at the moment an environment is created, copied: what the app changes later does not reach it.</summary>
internal sealed record EnvironmentOptions
{
    /// <summary>The runtime that belongs to the SDK whose assembly ours stands in for.</summary>
    public const string DefaultTargetVersion = "156.0.4314.35";

    public string? AdditionalBrowserArguments { get; init; }

    public string? Language { get; init; }

    public string? TargetCompatibleBrowserVersion { get; init; }

    public bool AllowSingleSignOn { get; init; }

    public bool ExclusiveUserDataFolderAccess { get; init; }

    public bool IsCustomCrashReportingEnabled { get; init; }

    public bool EnableTrackingPrevention { get; init; } = true;

    public bool AreBrowserExtensionsEnabled { get; init; }

    /// <summary>The public enumeration's name for it.</summary>
    public string ScrollBarStyle { get; init; } = "Default";

    public ChannelPreference Channels { get; init; } = ChannelPreference.Default;

    public IReadOnlyList<CustomScheme> CustomSchemes { get; init; } = [];
}
