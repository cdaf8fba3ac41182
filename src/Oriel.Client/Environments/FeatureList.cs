using System;
using System.Collections.Generic;

namespace Oriel.Client.Environments;

/// <summary>
/// The union of every <c>--enable-features</c> and <c>--disable-features</c>. A feature that is disabled anywhere is not enabled. An entry
/// may carry a trial and parameters (<c>Name&lt;Trial.Group:key/value</c>); the name alone tells entries apart, and the last entry counts.
/// </summary>
internal sealed class FeatureList
{
    public const string EnableSwitch = "enable-features";
    public const string DisableSwitch = "disable-features";

    private readonly Dictionary<string, string> _enabled = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _disabled = new(StringComparer.Ordinal);

    /// <summary>False for a switch that is about something else.</summary>
    public bool TryAdd(BrowserSwitch given)
    {
        Dictionary<string, string>? entries = given.Name switch
        {
            EnableSwitch => _enabled,
            DisableSwitch => _disabled,
            _ => null,
        };
        if (entries is null)
        {
            return false;
        }

        const StringSplitOptions filledOnly = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        foreach (string entry in (given.Value ?? string.Empty).Split(',', filledOnly))
        {
            entries[NameOf(entry)] = entry;
        }

        return true;
    }

    public IEnumerable<BrowserSwitch> ToSwitches()
    {
        List<string> enabled = [];
        foreach ((string name, string entry) in _enabled)
        {
            if (!_disabled.ContainsKey(name))
            {
                enabled.Add(entry);
            }
        }

        if (enabled.Count > 0)
        {
            yield return new BrowserSwitch(EnableSwitch, string.Join(',', enabled));
        }

        if (_disabled.Count > 0)
        {
            yield return new BrowserSwitch(DisableSwitch, string.Join(',', _disabled.Values));
        }
    }

    private static string NameOf(string entry)
    {
        // A leading asterisk only says that a field trial must not be activated by the entry.
        string name = entry.TrimStart('*');
        int end = name.AsSpan().IndexOfAny('<', ':');
        return end < 0 ? name : name[..end];
    }
}
