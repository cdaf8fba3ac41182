using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Oriel.TestKit;

/// <summary>Runs the <c>dotnet</c> command as a user would, from a shell that knows nothing of the build this test runs in.</summary>
public static class DotNet
{
    /// <summary>Where the SDK's own tools put what they never remove; it goes with the run.</summary>
    internal const string SdkScratch = "dotnet-sdk";

    /// <summary>Runs a command of the SDK: build, pack, new, add.</summary>
    /// <returns>Standard output.</returns>
    /// <exception cref="InvalidOperationException">It ended with another status than 0; the message holds all it said.</exception>
    public static async Task<string> SdkAsync(IEnumerable<string> arguments, TimeSpan bound, string? workingFolder = null)
    {
        ProcessStartInfo start = Start(arguments, workingFolder);
        start.Environment["TMPDIR"] = Directory.CreateDirectory(Path.Combine(TestRun.ScratchFolder, SdkScratch)).FullName;
        // Servers that outlive the command would outlive the test.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        return await RunAsync(start, bound);
    }

    /// <summary>Runs an app, by the path of its dll.</summary>
    /// <returns>Standard output.</returns>
    /// <exception cref="InvalidOperationException">It ended with another status than 0; the message holds all it said.</exception>
    public static Task<string> RunAppAsync(
        string app, IEnumerable<string> arguments, TimeSpan bound, params IEnumerable<KeyValuePair<string, string>> variables)
    {
        ProcessStartInfo start = Start([app, .. arguments], null);
        foreach ((string name, string value) in variables)
        {
            start.Environment[name] = value;
        }

        return RunAsync(start, bound);
    }

    private static ProcessStartInfo Start(IEnumerable<string> arguments, string? workingFolder)
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingFolder ?? "",
        };
        foreach (string name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(IsOfThisBuild))
        {
            start.Environment.Remove(name);
        }

        return start;
    }

    private static async Task<string> RunAsync(ProcessStartInfo start, TimeSpan bound)
    {
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
