using System;
using System.IO;
using System.Linq;
using System.Reflection;
using Oriel.TestKit;

namespace Oriel.Package.Tests;

/// <summary>README.md, as a new user reads it.</summary>
internal static class Readme
{
    private const string Opening = "\n```csharp\n";

    /// <summary>The repository's folder.</summary>
    public static string Root { get; } =
        typeof(TempFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!;

    /// <returns>The first C# of the page, a whole program.</returns>
    public static string FirstExample()
    {
        string text = File.ReadAllText(Path.Combine(Root, "README.md"));
        int start = text.IndexOf(Opening, StringComparison.Ordinal);
        int end = text.IndexOf("\n```\n", start + Opening.Length, StringComparison.Ordinal);
        return start >= 0 && end >= 0
            ? text[(start + Opening.Length)..end] + "\n"
            : throw new InvalidDataException("README.md has no code block that begins with ```csharp and ends with ```.");
    }
}
