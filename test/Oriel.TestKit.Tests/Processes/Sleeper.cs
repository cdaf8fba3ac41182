using System;
using System.Diagnostics;
using System.Threading.Tasks;

namespace Oriel.TestKit.Tests.Processes;

/// <summary>A process that waits for its input to end, with a text of the test's choosing in its command line or environment.</summary>
internal sealed class Sleeper : IAsyncDisposable
{
    private readonly Process _process;

    /// <param name="script">Shell code; it may use $1.</param>
    /// <param name="argument">What $1 is.</param>
    /// <param name="variable">Stands in its environment.</param>
    public Sleeper(string script = "read line", string argument = "", string? variable = null)
    {
        ProcessStartInfo start = new("/bin/sh", ["-c", script, "sh", argument]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (variable is not null)
        {
            start.Environment["SLEEPER"] = variable;
        }

        _process = Process.Start(start)!;
        Id = _process.Id;
    }

    public int Id { get; }

    public Task<string?> ReadLineAsync() => _process.StandardOutput.ReadLineAsync();

    public void End() => _process.StandardInput.Close();

    public async ValueTask DisposeAsync()
    {
        End();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
