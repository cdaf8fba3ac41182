using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Oriel.TestKit.Processes;

/// <summary>A sample as its reader would run it: its program, with arguments, read and written to by lines, its output not a terminal.</summary>
public sealed class ProgramRun : IAsyncDisposable
{
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Task<string> _errors;
    private readonly CancellationTokenSource _deadline = new(s_bound);

    private ProgramRun(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The path that the project of a test names in its <c>AssemblyMetadata</c>.</summary>
    public static string PathOf(Assembly tests, string key) => tests.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;

    /// <summary>Starts one.</summary>
    /// <param name="path">Of the program.</param>
    /// <param name="arguments">What it is to do.</param>
    /// <param name="variables">Of its environment, beside those of the test.</param>
    public static ProgramRun Start(string path, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? variables = null)
    {
        ProcessStartInfo start = new(path, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in variables ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new ProgramRun(Process.Start(start)!);
    }

    /// <summary>The next line it writes.</summary>
    /// <exception cref="InvalidOperationException">It has ended.</exception>
    public async Task<string> ReadAsync()
    {
        string line = await _process.StandardOutput.ReadLineAsync(_deadline.Token) ?? throw new InvalidOperationException($"The program ended. It said:\n{_output}{await _errors}");
        _output.Append(line).Append('\n');
        return line;
    }

    /// <summary>Reads on until a line begins with the text.</summary>
    /// <exception cref="InvalidOperationException">It ended without one.</exception>
    public async Task ReadUntilAsync(string beginning)
    {
        while (!(await ReadAsync()).TrimStart().StartsWith(beginning, StringComparison.Ordinal))
        {
        }
    }

    /// <summary>Says a line to it.</summary>
    public Task AnswerAsync(string line) => _process.StandardInput.WriteLineAsync(line);

    /// <summary>Says that there will be no more lines.</summary>
    public void CloseInput() => _process.StandardInput.Close();

    /// <summary>SIGINT, as a terminal sends it for Ctrl+C.</summary>
    public void Interrupt() => ProcessTable.Send(_process.Id, Signal.Interrupt);

    /// <summary>Waits for the end of the program and of its output.</summary>
    public async Task<ProgramResult> EndAsync()
    {
        string rest = await _process.StandardOutput.ReadToEndAsync(_deadline.Token);
        await _process.WaitForExitAsync(_deadline.Token);
        return new ProgramResult(_process.ExitCode, _output + rest, rest, await _errors);
    }

    /// <summary>Ends it, with all that it has started, if it goes on.</summary>
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
