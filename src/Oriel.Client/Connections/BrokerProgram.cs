using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace Oriel.Client.Connections;

/// <summary>The broker as a program: the native one where there is a build for this architecture, else the same code on the dotnet host.</summary>
/// <param name="Executable">What to run.</param>
/// <param name="FirstArguments">What comes before the broker's own arguments.</param>
internal sealed record BrokerProgram(string Executable, IReadOnlyList<string> FirstArguments)
{
    /// <summary>An explicit path, for development: of the native program or of <c>oriel-broker.dll</c>.</summary>
    public const string PathVariable = "ORIEL_BROKER";

    private const string NativeName = "oriel-broker";
    private const string HostedName = "oriel-broker.dll";

    /// <exception cref="FileNotFoundException">There is none; the message lists where it was looked for.</exception>
    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "In a single file the location is empty, and the base directory is looked at too.")]
    public static BrokerProgram Find() =>
        Find(
            Environment.GetEnvironmentVariable(PathVariable),
            [Path.GetDirectoryName(typeof(BrokerProgram).Assembly.Location) ?? "", AppContext.BaseDirectory],
            $"linux-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}");

    internal static BrokerProgram Find(string? explicitPath, IEnumerable<string> folders, string runtime)
    {
        if (!string.IsNullOrEmpty(explicitPath))
        {
            return File.Exists(explicitPath)
                ? FromPath(Path.GetFullPath(explicitPath))
                : throw new FileNotFoundException($"The environment variable {PathVariable} names '{explicitPath}', where there is no file. Correct it or unset it.", explicitPath);
        }

        string[] known = [.. folders.Where(static folder => folder.Length > 0).Distinct()];
        string[] candidates =
        [
            .. known.SelectMany(folder => new[] { Path.Combine(folder, "runtimes", runtime, "native", NativeName), Path.Combine(folder, NativeName) }),
            .. known.SelectMany(static folder => new[] { Path.Combine(folder, HostedName), Path.Combine(folder, NativeName, HostedName) }),
        ];
        string? found = candidates.FirstOrDefault(static path => File.Exists(path));
        return found is not null
            ? FromPath(found)
            : throw new FileNotFoundException($"Oriel's broker is missing. It comes with the package Oriel.WebView2 and belongs beside the app. Looked for: {string.Join(", ", candidates)}.", NativeName);
    }

    private static BrokerProgram FromPath(string path) =>
        path.EndsWith(".dll", StringComparison.Ordinal) ? new BrokerProgram(FindDotnet(), [path]) : new BrokerProgram(path, []);

    private static string FindDotnet()
    {
        // The runtime that runs us lies in DOTNET_ROOT/shared/NAME/VERSION/.
        string? root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        string?[] candidates =
        [
            Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? Environment.ProcessPath : null,
            Path.Combine(root, "dotnet"),
            .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(static folder => Path.Combine(folder, "dotnet")),
        ];
        return candidates.FirstOrDefault(static path => File.Exists(path))
            ?? throw new FileNotFoundException("For this architecture Oriel's broker needs the dotnet host, which is neither in PATH nor beside the runtime of this app. Install the .NET runtime.", "dotnet");
    }
}
