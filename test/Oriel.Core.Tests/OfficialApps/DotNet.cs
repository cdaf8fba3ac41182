using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Oriel.Core.Tests.OfficialApps;

/// <summary>Runs the <c>dotnet</c> command as a user would, from a shell that knows nothing of the build this test runs in.</summary>
internal static class DotNet
{
    /// <returns>Standard output.</returns>
    /// <exception cref="InvalidOperationException">It ended with another status than 0; the message holds all it said.</exception>
    public static async Task<string> RunAsync(IEnumerable<string> arguments, TimeSpan bound)
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(IsOfThisBuild))
        {
            start.Environment.Remove(name);
        }

        using CancellationTokenSource late = new(bound);
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(late.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(late.Token);
            await process.WaitForExitAsync(late.Token);
            return process.ExitCode == 0
                ? await output
                : throw new InvalidOperationException(
                    $"dotnet {string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}:\n{await output}\n{await errors}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static bool IsOfThisBuild(string variable) =>
        variable.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || variable.StartsWith("VSTEST", StringComparison.OrdinalIgnoreCase);
}
