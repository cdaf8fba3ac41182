using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace Oriel.Benchmarks.Pages;

/// <summary>The browser and its switches, the same for all contenders.</summary>
internal static class ChromiumFlags
{
    public const string Executable = "/usr/bin/chromium";

    /// <summary>Where a page has a size and draws although there is no display.</summary>
    public static IReadOnlyList<string> Display { get; } = ["--ozone-platform=headless", "--window-size=1280,720", "--ozone-override-screen-size=1920,1080"];

    /// <summary>What Oriel's broker passes, except the switches that say how it is driven.</summary>
    public static IReadOnlyList<string> LikeOriel { get; } =
    [
        .. Display,
        "--no-startup-window",
        "--no-first-run",
        "--no-default-browser-check",
        "--noerrdialogs",
        "--hide-crash-restore-bubble",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-default-apps",
        "--disable-domain-reliability",
        "--disable-sync",
        "--metrics-recording-only",
        "--no-pings",
        "--deny-permission-prompts",
        "--disable-popup-blocking",
        "--disable-search-engine-choice-screen",
        "--password-store=basic",
        "--disable-backgrounding-occluded-windows",
        "--disable-features=BackForwardCache,MediaRouter,OptimizationHints,Translate",
        "--disable-blink-features=AutomationControlled",
    ];

    /// <summary>What the user asks for, such as --no-sandbox for root.</summary>
    public static string[] Additional { get; } =
        (Environment.GetEnvironmentVariable("WEBVIEW2_ADDITIONAL_BROWSER_ARGUMENTS") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>How the command lines of two running browsers differ: the comparison is fair as long as this is empty.</summary>
    public static string Differences(int rawPid, int orielPid)
    {
        HashSet<string> raw = ComparableSwitches(rawPid);
        HashSet<string> oriel = ComparableSwitches(orielPid);
        return string.Join(
            ", ",
            raw.Except(oriel).Select(static name => $"{name} only for the raw pipe").Concat(oriel.Except(raw).Select(static name => $"{name} only for Oriel")));
    }

    private static HashSet<string> ComparableSwitches(int pid) =>
    [
        .. File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/cmdline"))
            .Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Where(static word => word.StartsWith("--", StringComparison.Ordinal)
                && !word.StartsWith("--user-data-dir=", StringComparison.Ordinal)
                && !word.StartsWith("--remote-debugging-pipe", StringComparison.Ordinal)),
    ];
}
