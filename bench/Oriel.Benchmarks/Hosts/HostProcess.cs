using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;

namespace Oriel.Benchmarks.Hosts;

/// <summary>
/// This program once more, as a host app of its own (see <see cref="HostCommand"/>). It ends when its input ends, so it never outlives us.
/// </summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_bound = TimeSpan.FromMinutes(1);

    private readonly Process _process;

    private HostProcess(Process process) => _process = process;

    /// <summary>What the host measured or tells: one number.</summary>
    public double Answer { get; private set; }

    /// <summary>Starts it and waits for its answer.</summary>
    public static async Task<HostProcess> StartAsync(params IEnumerable<string> words)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!, [HostCommand.Name, .. words])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        HostProcess host = new(Process.Start(start)!);
        try
        {
            string? line = await host._process.StandardOutput.ReadLineAsync().WaitAsync(s_bound);
            host.Answer = line is null
                ? throw new IOException($"A host process ended without an answer: {(await host._process.StandardError.ReadToEndAsync()).Trim()}")
                : double.Parse(line, CultureInfo.InvariantCulture);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        try
        {
            await _process.WaitForExitAsync().WaitAsync(s_bound);
        }
        catch (TimeoutException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
