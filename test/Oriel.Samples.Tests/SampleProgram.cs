using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Oriel.TestKit.Processes;
using Xunit;

namespace Oriel.Samples.Tests;

/// <summary>samples/Oriel.Samples.ProcessEvents.</summary>
internal static class SampleProgram
{
    /// <param name="installed">A folder in which a browser is looked for before all others; null for the machine's own.</param>
    /// <param name="arguments">Which sample, and what it is to work on.</param>
    internal static ProgramRun Start(string? installed, params IEnumerable<string> arguments)
    {
        Dictionary<string, string> variables = installed is null ? [] : new() { ["PATH"] = $"{installed}:{Environment.GetEnvironmentVariable("PATH")}" };
        return ProgramRun.Start(ProgramRun.PathOf(typeof(SampleProgram).Assembly, "ProcessEvents"), arguments, variables);
    }

    /// <summary>It has done all it was to do, and has nothing more to say.</summary>
    internal static async Task AssertEndsWellAsync(this ProgramRun sample)
    {
        ProgramResult result = await sample.EndAsync();
        Assert.Equal((0, "", ""), (result.ExitCode, result.Rest, result.Errors));
    }
}
