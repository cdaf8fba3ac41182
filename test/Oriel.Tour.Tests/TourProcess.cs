using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Oriel.TestKit.Processes;

namespace Oriel.Tour.Tests;

/// <summary>The sample as ./run.sh starts it: its program, with arguments, its output not a terminal.</summary>
internal sealed class TourProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Task<string> _errors;
    private readonly CancellationTokenSource _deadline = new(s_bound);

    private TourProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    internal int ProcessId => _process.Id;

    internal static TourProcess Start(IReadOnlyDictionary<string, string> variables, params ReadOnlySpan<string> arguments)
    {
        string program = typeof(TourProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "Tour").Value!;
        ProcessStartInfo start = new(program, arguments.ToArray()) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        return new TourProcess(Process.Start(start)!);
    }

    internal static async Task<TourResult> RunAsync(params string[] arguments)
    {
        await using TourProcess tour = Start(new Dictionary<string, string>(), arguments);
        return await tour.EndAsync();
    }

    /// <summary>Reads on until a line begins with the text.</summary>
    internal async Task ReadUntilAsync(string beginning)
    {
        while (await _process.StandardOutput.ReadLineAsync(_deadline.Token) is { } line)
        {
            _output.AppendLine(line);
            if (line.TrimStart().StartsWith(beginning, StringComparison.Ordinal))
            {
                return;
            }
        }

        throw new InvalidOperationException($"The program ended without a line that begins with '{beginning}'. It said:\n{_output}{await _errors}");
    }

    /// <summary>SIGINT, as a terminal sends it for Ctrl+C.</summary>
    internal void Interrupt() => ProcessTable.Send(ProcessId, Signal.Interrupt);

    /// <summary>Waits for the end of the program and of its output.</summary>
    internal async Task<TourResult> EndAsync()
    {
        _output.Append(await _process.StandardOutput.ReadToEndAsync(_deadline.Token));
        await _process.WaitForExitAsync(_deadline.Token);
        return new TourResult(_process.ExitCode, _output.ToString(), await _errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _deadline.Dispose();
    }
}
