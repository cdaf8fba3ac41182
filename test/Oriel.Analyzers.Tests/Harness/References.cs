using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Oriel.Analyzers.Tests.Harness;

/// <summary>Assemblies to compile against.</summary>
internal static class References
{
    private static readonly string s_frameworkFolder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    /// <summary>The framework that runs the tests.</summary>
    public static ImmutableArray<MetadataReference> Framework { get; } =
    [
        .. Directory.EnumerateFiles(s_frameworkFolder, "*.dll")
            .Where(file => Path.GetFileName(file) is { } name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll" or "Microsoft.Win32.Primitives.dll"))
            .Where(file => !Path.GetFileName(file).Contains("Native", StringComparison.Ordinal))
            .Select(file => MetadataReference.CreateFromFile(file)),
    ];

    private static readonly MetadataReference s_official = MetadataReference.CreateFromFile(Repository.OfficialAssembly);
    private static readonly MetadataReference s_oriel = MetadataReference.CreateFromFile(Repository.OrielAssembly);

    public static IEnumerable<MetadataReference> For(Library library) => library switch
    {
        Library.Official => [.. Framework, s_official],
        Library.Oriel => [.. Framework, s_oriel],
        _ => Framework,
    };
}
