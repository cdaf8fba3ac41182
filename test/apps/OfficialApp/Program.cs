using System;
using System.Collections.Generic;
using System.Linq;
using OfficialApp.Scenarios;

namespace OfficialApp;

/// <summary>Runs the scenario it is told to; what the scenario finds goes to standard output as lines of "name=value".</summary>
internal static class Program
{
    /// <summary>To add one: write a method here or under Scenarios, give it a name, run it from OfficialAppTests.</summary>
    private static readonly Dictionary<string, Action> s_scenarios = new()
    {
        ["identity"] = Identity.Run,
        ["enums"] = Enums.Run,
        ["not-built"] = NotBuilt.Run,
        ["windows-only"] = WindowsOnly.Run,
        ["view"] = View.Run,
    };

    private static int Main(string[] arguments)
    {
        if (arguments.Length != 1 || !s_scenarios.TryGetValue(arguments[0], out Action? scenario))
        {
            Console.Error.WriteLine($"Usage: OfficialApp {string.Join('|', s_scenarios.Keys.Order())}");
            return 2;
        }

        scenario();
        return 0;
    }

    public static void Say(string name, object? value) => Console.WriteLine($"{name}={value}");
}
