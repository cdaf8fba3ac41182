using System;
using System.IO;
using System.Linq;
using System.Reflection;

namespace Oriel.Surface;

/// <summary>Where things are, as the build has written it into this assembly.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    public static string OfficialAssembly { get; } = Metadata("OfficialAssembly");

    public static string OrielAssembly { get; } = Metadata("OrielAssembly");

    public static string Snapshot { get; } = Path.Combine(Root, "eng", "surface", "Microsoft.Web.WebView2.Core.cs.txt");

    public static string Statements { get; } = Path.Combine(Root, "eng", "surface", "statements.txt");

    public static string Differences { get; } = Path.Combine(Root, "eng", "surface", "differences.txt");

    public static string ParityPage { get; } = Path.Combine(Root, "docs", "parity.md");

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value
        ?? throw new InvalidOperationException($"{typeof(Repository).Assembly.GetName().Name} was built without '{key}': see its project file.");
}
