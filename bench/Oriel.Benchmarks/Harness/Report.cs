using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using Oriel.Benchmarks.Pages;

namespace Oriel.Benchmarks.Harness;

/// <summary>Prints what is measured as it comes, and the table at the end.</summary>
internal sealed class Report(TextWriter output)
{
    private readonly List<Verdict> _verdicts = [];
    private readonly List<(string Contender, string Reason)> _absent = [];

    /// <summary>Every requirement that was asked for is met.</summary>
    public bool AllReached => _verdicts.All(static verdict => verdict.Reached ?? verdict.Must.Length == 0);

    public void Heading(string text) => Line($"\n## {text}");

    public void Line(string text)
    {
        output.WriteLine(text);
        output.Flush();
    }

    /// <summary>Tells the reason once for each contender and kind of failure.</summary>
    public void Absent(string contender, Exception reason)
    {
        string text = $"{reason.GetType().Name}: {reason.Message}";
        if (!_absent.Contains((contender, text)))
        {
            _absent.Add((contender, text));
            Line($"   {contender} not measured: {text}");
        }
    }

    public void Figures(Figures figures, IEnumerable<string> contenders, string unit)
    {
        foreach (string contender in contenders.Where(figures.Has))
        {
            (double low, double high) = figures.Range(contender);
            Line(Text($"   {contender,-31} {Number(figures.Median(contender)),10} {unit}   ({Number(low)} to {Number(high)})"));
        }
    }

    public void Add(Verdict verdict)
    {
        _verdicts.Add(verdict);
        Line($"   {verdict.Work}: {verdict.Seen}{(verdict.Must.Length == 0 ? "" : $" (must be {verdict.Must})")}: {verdict.Word}");
    }

    /// <summary>A requirement on the ratio of two contenders' times.</summary>
    public void AddRatio(string work, Figures figures, string unit, string contender, string reference, double most)
    {
        string must = Text($"≤ {most} × {reference}");
        Add(figures.Has(contender) && figures.Has(reference)
            ? new Verdict(work, must, Text($"{Number(figures.Median(contender))} to {Number(figures.Median(reference))} {unit}, {figures.Ratio(contender, reference):0.00} ×"), figures.Ratio(contender, reference) <= most)
            : new Verdict(work, must, "-", null));
    }

    /// <summary>A requirement on how many times faster a contender is.</summary>
    public void AddSpeedup(string work, Figures figures, string unit, string contender, string reference, double least)
    {
        string must = Text($"≥ {least} × faster than {reference}");
        Add(figures.Has(contender) && figures.Has(reference)
            ? new Verdict(work, must, Text($"{Number(figures.Median(contender))} to {Number(figures.Median(reference))} {unit}, {figures.Ratio(reference, contender):0.00} × faster"), figures.Ratio(reference, contender) >= least)
            : new Verdict(work, must, "-", null));
    }

    /// <summary>The table as it goes into bench/README.md.</summary>
    public void Table()
    {
        if (_verdicts.Count == 0)
        {
            return;
        }

        string browser = BrowserVersion();
        string cpu = File.ReadLines("/proc/cpuinfo").FirstOrDefault(static line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown CPU";
        Line(Text($"\n{TimeProvider.System.GetLocalNow():yyyy-MM-dd}, {cpu}, {Environment.ProcessorCount} cores, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, {browser}\n"));
        Line("| work | must reach | measured | |");
        Line("|---|---|---|---|");
        foreach (Verdict verdict in _verdicts)
        {
            Line($"| {verdict.Work} | {verdict.Must} | {verdict.Seen} | {verdict.Word} |");
        }
    }

    private static string BrowserVersion()
    {
        using Process process = Process.Start(new ProcessStartInfo(ChromiumFlags.Executable, "--version") { RedirectStandardOutput = true, RedirectStandardError = true })!;
        return process.StandardOutput.ReadToEnd().Trim();
    }

    public static string Text(FormattableString text) => FormattableString.Invariant(text);

    private static string Number(double value) => value.ToString(value < 10 ? "0.00" : value < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);
}
