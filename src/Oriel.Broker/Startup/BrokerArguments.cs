using System;
using System.Globalization;
using Oriel.Broker.Chromium;

namespace Oriel.Broker.Startup;

/// <summary>The command line: <c>start|serve USER-DATA-FOLDER [--backlog-limit=BYTES] [--browser-patience=SECONDS]</c>.</summary>
internal sealed record BrokerArguments(bool IsLauncher, BrokerSettings Settings)
{
    public const string Start = "start";
    public const string Serve = "serve";

    public static BrokerArguments? TryParse(string[] arguments)
    {
        if (arguments is not [Start or Serve, { Length: > 0 } folder, ..] || folder[0] != '/')
        {
            return null;
        }

        BrokerSettings settings = new() { UserDataFolder = folder };
        foreach (string argument in arguments.AsSpan(2))
        {
            string[] parts = argument.Split('=', 2);
            switch (parts)
            {
                case ["--backlog-limit", string text] when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long bytes):
                    settings = settings with { BacklogLimit = bytes };
                    break;
                case ["--browser-patience", string text] when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && seconds > 0:
                    settings = settings with { Bounds = new LifetimeBounds { Start = TimeSpan.FromSeconds(seconds) } };
                    break;
                default:
                    return null;
            }
        }

        return new BrokerArguments(arguments[0] == Start, settings);
    }
}
