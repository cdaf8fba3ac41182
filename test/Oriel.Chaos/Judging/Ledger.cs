using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Oriel.Chaos.Judging;

/// <summary>
/// What was done, what had to come of it and what came. Everything that is told by anybody is either expected, or allowed by the storm that is on, or a violation, whenever it comes.
/// </summary>
internal sealed class Ledger(TimeProvider clock)
{
    private readonly long _begin = clock.GetTimestamp();
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private readonly List<string> _violations = [];
    private readonly List<ExpectedEvent> _missing = [];
    private TaskCompletionSource? _complete;
    private Allowance? _allowance;

    internal TimeSpan Now => clock.GetElapsedTime(_begin);

    internal IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lock)
            {
                return [.. _lines];
            }
        }
    }

    internal IReadOnlyList<string> Violations
    {
        get
        {
            lock (_lock)
            {
                return [.. _violations];
            }
        }
    }

    internal void Note(string what)
    {
        lock (_lock)
        {
            _lines.Add($"{Now.TotalSeconds,8:0.000} s  {what}");
        }
    }

    internal void Violate(string what)
    {
        Note("VIOLATION " + what);
        lock (_lock)
        {
            _violations.Add($"{Now.TotalSeconds,8:0.000} s  {what}");
        }
    }

    /// <summary>From now on these are missing.</summary>
    internal void Expect(IReadOnlyList<ExpectedEvent> events)
    {
        lock (_lock)
        {
            _missing.AddRange(events);
        }
    }

    /// <summary>From now on the storm decides; null when it is over.</summary>
    internal void Allow(Allowance? allowance)
    {
        lock (_lock)
        {
            _allowance = allowance;
        }
    }

    /// <summary>Each of these may be told once more of what is allowed.</summary>
    internal void Permit(IEnumerable<string> sources, string name, string kind)
    {
        lock (_lock)
        {
            foreach (string source in sources)
            {
                _allowance!.Add(name, source, kind);
            }
        }
    }

    /// <summary>Each of these has been told all but so many of what was allowed.</summary>
    internal void VerifyUsed(IEnumerable<string> sources, string name, string kind, int mostUnused)
    {
        foreach (string source in sources)
        {
            int unused;
            lock (_lock)
            {
                unused = _allowance!.Left(name, source, kind);
            }

            if (unused > mostUnused)
            {
                Violate($"never told: {source}: {name} {kind}, {unused} times");
            }
        }
    }

    internal void Add(SeenEvent seen)
    {
        ExpectedEvent? met;
        bool isAllowed;
        TaskCompletionSource? complete = null;
        lock (_lock)
        {
            _lines.Add("            told " + seen.ToString().TrimStart());
            met = _missing.Find(expected => expected.IsMet(seen));
            isAllowed = met is not null || _allowance?.Take(seen) == true;
            if (met is not null && _missing.Remove(met) && _missing.Count == 0)
            {
                complete = _complete;
            }
        }

        if (!isAllowed)
        {
            Violate($"not expected, or a second time: {seen}");
        }
        else if (met?.HasDetails(seen) == false)
        {
            Violate($"expected {met}, seen {seen}");
        }

        complete?.TrySetResult();
    }

    /// <summary>Waits until nothing is missing. What does not come is a violation.</summary>
    internal async Task SettleAsync(TimeSpan patience)
    {
        TaskCompletionSource complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_missing.Count == 0)
            {
                return;
            }

            _complete = complete;
        }

        await Task.WhenAny(complete.Task, Task.Delay(patience));
        ExpectedEvent[] missing;
        lock (_lock)
        {
            missing = [.. _missing];
            _missing.Clear();
        }

        foreach (string expected in missing.Select(static expected => expected.ToString()))
        {
            Violate($"never told: {expected}");
        }
    }
}
