using System;
using System.Collections.Generic;
using System.Linq;

namespace Oriel.Benchmarks.Harness;

/// <summary>The samples of one question, the n-th of each contender taken in the same round.</summary>
internal sealed class Figures
{
    private readonly Dictionary<string, List<double>> _samples = [];

    public void Add(string contender, double sample)
    {
        if (!_samples.TryGetValue(contender, out List<double>? samples))
        {
            _samples.Add(contender, samples = []);
        }

        samples.Add(sample);
    }

    /// <summary>Forgets a contender that failed half-way.</summary>
    public void Remove(string contender) => _samples.Remove(contender);

    public bool Has(string contender) => _samples.ContainsKey(contender);

    public double Median(string contender) => Median([.. _samples[contender]]);

    public (double Low, double High) Range(string contender) => (_samples[contender].Min(), _samples[contender].Max());

    /// <summary>The median over the rounds of one contender's sample to the other's: what else the machine did in a round weighs on both.</summary>
    public double Ratio(string contender, string reference) => Median([.. _samples[contender].Zip(_samples[reference], static (a, b) => a / b)]);

    /// <summary>The same of the difference.</summary>
    public double Difference(string contender, string reference) => Median([.. _samples[contender].Zip(_samples[reference], static (a, b) => a - b)]);

    private static double Median(double[] values)
    {
        Array.Sort(values);
        int middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
