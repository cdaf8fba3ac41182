using System;
using System.Diagnostics;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Oriel.Samples.Tests;

/// <summary>A sample as its reader would run it: its program, with arguments, read and written to by lines.</summary>
internal sealed class SampleProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_bound = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly Task<string> _errors;
    private readonly CancellationTokenSource _deadline = new(s_bound);

    private SampleProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    internal static SampleProcess Start(string? path, params ReadOnlySpan<string> arguments)
    {
        string program = typeof(SampleProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "ProcessEvents").Value!;
        ProcessStartInfo start = new(program, arguments.ToArray()) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        if (path is not null)
        {
            start.Environment["PATH"] = path;
        }

        return new SampleProcess(Process.Start(start)!);
    }

    /// <summary>The next line it writes.</summary>
    internal async Task<string> ReadAsync()
    {
        string line = await _process.StandardOutput.ReadLineAsync(_deadline.Token)
            ?? throw new InvalidOperationException($"The sample ended. It said:\n{_output}{await _errors}");
        _output.AppendLine(line);
        return line;
    }

    internal Task AnswerAsync(string line) => _process.StandardInput.WriteLineAsync(line);

    /// <summary>Waits for the end of the program, which has nothing more to say.</summary>
    internal async Task<int> EndAsync()
    {
        if (await _process.StandardOutput.ReadToEndAsync(_deadline.Token) is { Length: > 0 } more)
        {
            throw new InvalidOperationException($"The sample said more than was read: {more}");
        }

        await _process.WaitForExitAsync(_deadline.Token);
        return await _errors is { Length: > 0 } errors ? throw new InvalidOperationException(errors) : _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _deadline.Dispose();
    }
}
