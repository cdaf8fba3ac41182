using System.Collections.Generic;
using System.Linq;

namespace Oriel.Client.Environments;

/// <summary>
/// Makes one list of switches from what the app and the user ask of the browser: a repeated switch keeps its last value, features are
/// merged, essential switches and what is no switch are left out.
/// </summary>
internal static class ArgumentMerger
{
    private const string EndOfSwitches = "--";

    /// <param name="sources">In rising precedence; each is split by itself, so that a stray quote in one cannot swallow the next.</param>
    public static MergedArguments Merge(params IEnumerable<string?> sources)
    {
        var switches = new List<BrowserSwitch>();
        var features = new FeatureList();
        var ignored = new List<IgnoredArgument>();
        foreach (string? source in sources)
        {
            bool ended = false;
            foreach (string argument in CommandLineSplitter.Split(source))
            {
                if (argument == EndOfSwitches)
                {
                    // Passed on, it would turn Oriel's own switches after it into pages to open.
                    ended = true;
                }
                else if (ended)
                {
                    ignored.Add(new IgnoredArgument(argument, "it comes after '--', so it is not a switch"));
                }
                else if (!BrowserSwitch.TryParse(argument, out BrowserSwitch? given))
                {
                    ignored.Add(new IgnoredArgument(argument, "it is not a switch"));
                }
                else if (EssentialSwitches.TryGetReason(given.Name, out string reason))
                {
                    ignored.Add(new IgnoredArgument(given.ToString(), reason));
                }
                else if (!features.TryAdd(given))
                {
                    switches.RemoveAll(s => s.Name == given.Name);
                    switches.Add(given);
                }
            }
        }

        return new MergedArguments([.. switches, .. features.ToSwitches()], ignored);
    }

    /// <summary>The switches of <paramref name="weaker"/> that are not among the others, then the others.</summary>
    public static IReadOnlyList<BrowserSwitch> Overlay(IReadOnlyList<BrowserSwitch> weaker, IReadOnlyList<BrowserSwitch> stronger)
    {
        return [.. weaker.Where(w => stronger.All(s => s.Name != w.Name)), .. stronger];
    }
}
