using System.Collections.Generic;

namespace Oriel.Chaos.Judging;

/// <summary>What may be told while several faults overlap: each view as often of a kind as there were faults that can cause it, and of the end of its browser once.</summary>
internal sealed class Allowance
{
    private readonly Dictionary<(string Name, string Source, string Kind), int> _left = [];

    internal void Add(string name, string source, string kind)
    {
        _left.TryGetValue((name, source, kind), out int count);
        _left[(name, source, kind)] = count + 1;
    }

    /// <summary>The end of a browser is told once, however often it was hit.</summary>
    internal void AddOnce(string name, string source, string kind) => _left[(name, source, kind)] = 1;

    internal int Left(string name, string source, string kind) => _left.GetValueOrDefault((name, source, kind));

    internal bool Take(SeenEvent seen)
    {
        (string Name, string Source, string Kind) key = (seen.Name, seen.Source, seen.Kind);
        if (!_left.TryGetValue(key, out int count) || count == 0)
        {
            return false;
        }

        _left[key] = count - 1;
        return true;
    }
}
