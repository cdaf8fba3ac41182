using System;
using System.Linq;
using System.Reflection;

namespace Oriel.Analyzers.Tests.Harness;

/// <summary>Where things are, as the build has written it into this assembly.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    public static string Configuration { get; } = Metadata("Configuration");

    public static string OfficialAssembly { get; } = Metadata("OfficialAssembly");

    public static string OrielAssembly { get; } = Metadata("OrielAssembly");

    /// <summary>Assemblies with source generators, among other analyzers.</summary>
    public static string[] Generators { get; } = Metadata("Generators").Split('|');

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value
        ?? throw new InvalidOperationException($"{typeof(Repository).Assembly.GetName().Name} was built without '{key}': see its project file.");
}
