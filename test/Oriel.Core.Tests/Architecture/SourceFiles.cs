using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Oriel.Surface;

namespace Oriel.Core.Tests.Architecture;

/// <summary>The repository's own sources, as the rules see them.</summary>
internal static class SourceFiles
{
    private static readonly string[] s_roots = ["src", "eng", "test", "bench", "samples"];

    /// <summary>Hand-written C# below the given folders, as paths from the root with forward slashes.</summary>
    public static IEnumerable<string> Written(params string[] folders) =>
        (folders.Length == 0 ? s_roots : folders)
            .Select(folder => Path.Combine(Repository.Root, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .Where(path => !path.EndsWith(".g.cs", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    public static string Read(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    public static CompilationUnitSyntax Parse(string path) => SyntaxFactory.ParseCompilationUnit(Read(path));

    public static int Line(string source, int position) => source.AsSpan(0, position).Count('\n') + 1;
}
