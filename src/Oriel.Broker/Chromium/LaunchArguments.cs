using System;
using System.Collections.Generic;
using System.Linq;
using Oriel.Ipc.Rendezvous;

namespace Oriel.Broker.Chromium;

/// <summary>
/// The one place that knows which switches the browser gets. Essential ones replace whatever the host gave under that name; the others give way to the host; and
/// the lists (of features) are joined, because Chromium takes only the last switch of a name.
/// </summary>
internal static class LaunchArguments
{
    private static readonly string[] s_essential =
    [
        "--remote-debugging-pipe=cbor",
        "--no-startup-window",
        "--no-first-run",
        "--no-default-browser-check",
        // Crash dumps and shutdown are ours to report.
        "--noerrdialogs",
        "--hide-crash-restore-bubble",
    ];

    // Never passed on: they would give the browser another owner, folder or door.
    private static readonly string[] s_refused =
    [
        "--user-data-dir",
        "--profile-directory",
        "--remote-debugging-port",
        "--remote-debugging-address",
        "--remote-debugging-io-pipes",
        "--remote-allow-origins",
        "--headless",
        "--incognito",
        "--app",
    ];

    // Unlike --headless this platform opens profiles; it has no need of a display.
    private static readonly string[] s_withoutDisplay = ["--ozone-platform=headless"];
    private static readonly string[] s_withDisplay = ["--ozone-platform=x11"];

    // A platform without a display has no screen to take sizes from.
    private static readonly string[] s_usualWithoutDisplay = ["--window-size=1280,720", "--ozone-override-screen-size=1920,1080"];

    private static readonly string[] s_usual =
    [
        // Quiet on the network.
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-default-apps",
        "--disable-domain-reliability",
        "--disable-sync",
        "--metrics-recording-only",
        "--no-pings",
        // Windows that pages open are for the app to allow, as documented.
        "--disable-popup-blocking",
        // Nothing that asks a user who is not there.
        "--deny-permission-prompts",
        "--disable-search-engine-choice-screen",
        "--password-store=basic",
        // A view that nobody looks at still renders; its host decides.
        "--disable-backgrounding-occluded-windows",
    ];

    /// <summary>Lists of names that are joined with the host's.</summary>
    private static readonly string[] s_joined =
    [
        // A page that comes back from that cache sends no request, so going back could not be cancelled.
        "--disable-features=BackForwardCache,MediaRouter,OptimizationHints,Translate",
        // navigator.webdriver is for test drivers.
        "--disable-blink-features=AutomationControlled",
        "--enable-features=",
        "--enable-blink-features=",
    ];

    /// <summary>The sandbox needs a user other than root; Chromium would refuse to start, in words that no app's author can act on.</summary>
    public static bool DisablesSandbox(IReadOnlyList<string> hostArguments) => hostArguments.Contains("--no-sandbox");

    public static List<string> Compose(string executable, IReadOnlyList<string> hostArguments, UserDataPaths paths, bool hasDisplay)
    {
        List<string> arguments = [executable, .. s_essential, .. hasDisplay ? s_withDisplay : s_withoutDisplay, $"--user-data-dir={paths.Browser}"];
        HashSet<string> taken = [.. s_essential.Select(NameOf), .. s_withDisplay.Select(NameOf), .. s_refused, .. s_joined.Select(NameOf)];
        HashSet<string> given = [];

        // Of a switch that is given twice the last counts.
        List<string> wanted = [];
        foreach (string argument in hostArguments.Reverse())
        {
            string name = NameOf(argument);
            if (name.StartsWith("--", StringComparison.Ordinal) && !taken.Contains(name) && given.Add(name))
            {
                wanted.Add(argument);
            }
        }

        wanted.Reverse();
        arguments.AddRange(wanted);
        arguments.AddRange((hasDisplay ? s_usual : [.. s_usualWithoutDisplay, .. s_usual]).Where(argument => !given.Contains(NameOf(argument))));
        arguments.AddRange(s_joined.Select(list => Join(list, hostArguments)).Where(static argument => !argument.EndsWith('=')));
        return arguments;
    }

    private static string Join(string ours, IReadOnlyList<string> hostArguments)
    {
        string name = NameOf(ours);
        IEnumerable<string> values = hostArguments
            .Append(ours)
            .Where(argument => NameOf(argument) == name)
            .SelectMany(argument => argument[name.Length..].TrimStart('=').Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Distinct();
        return $"{name}={string.Join(',', values)}";
    }

    private static string NameOf(string argument)
    {
        int end = argument.IndexOf('=', StringComparison.Ordinal);
        return end < 0 ? argument : argument[..end];
    }
}
